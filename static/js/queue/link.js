// @ts-check
/**
 * Whether the site answers, as this window has last seen it; while it does not, it is asked again and again.
 * Imports the meaning of outcomes.
 */

/** @typedef {import("../pure/outcome.js").Outcome} Outcome */

const PROBE_MS = 3000;

class Link {
  away = false;
  #timer = 0;
  /** Asks the site something small; set by whoever can. @type {() => Promise<unknown>} */
  probe = async () => undefined;
  /** The site answers after it did not, or for the first time. */
  onBack = () => {};
  onLost = () => {};
  #known = false;
  #probing = false;

  /** Learns from an outcome, and gives it back. @template {Outcome} O @param {O} outcome @returns {O} */
  learn(outcome) {
    if (outcome.kind === "silence") this.#lost();
    else this.#found();
    return outcome;
  }

  #lost() {
    if (!this.away) this.onLost();
    this.away = true;
    this.#known = true;
    this.#timer ||= setInterval(() => void this.ask(), PROBE_MS);
  }

  /** Asks a silent site once more, one question at a time. */
  async ask() {
    if (this.#probing) return;
    this.#probing = true;
    await this.probe().catch(() => undefined);
    this.#probing = false;
  }

  /** Another window heard of the site; browsers let a hidden one ask too seldom. */
  believe() {
    this.away = false;
    this.#known = true;
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #found() {
    const back = this.away || !this.#known;
    this.believe();
    if (back) this.onBack();
  }
}

/** The link of this window. */
export const link = new Link();

/** The outcome, or silence when it takes too long; a late one is not waited for. @param {Promise<Outcome>} outcome @param {number} patience_ms @returns {Promise<Outcome>} */
export function within(outcome, patience_ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: "silence" }), patience_ms);
    outcome.then((found) => {
      clearTimeout(timer);
      resolve(found);
    });
  });
}
