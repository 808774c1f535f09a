// @ts-check
/**
 * Brings the facts of this tablet to the site, oldest first; of all windows of a browser one does.
 *
 * A fact is sent until the site answers it, whatever happens in between: the same ids get the same row. One that
 * the site cannot read is set aside for a person and does not hold up the others. Imports the store, the bell
 * and the meaning of outcomes.
 */

import { ring, onRing } from "./bell.js";
import * as store from "./store.js";
import { factsOf, nextFacts, readFacts, settled } from "../pure/kept.js";
import { backoff_ms, outcomeUnknown } from "../pure/outcome.js";

/** @typedef {import("../pure/kept.js").Kept} Kept */
/** @typedef {import("../pure/outcome.js").Outcome} Outcome */

const LOCK = "fieldpoint-sender";

/**
 * Sends whatever is to be sent, now and whenever the bell rings, as long as this window lives.
 * @param {object} deps
 * @param {(facts: { facts: object[] }) => Promise<Outcome>} deps.send
 * @param {() => boolean} deps.mayTry whether the site is thought to answer
 * @param {(receipts: import("../pure/kept.js").Receipt[]) => Promise<void>} deps.shown
 */
export function startSender(deps) {
  // Without locks (plain http) every window may send: the ids keep it to one row each.
  const hold = () => new Promise(() => void new Sender(deps).run());
  if (navigator.locks) void navigator.locks.request(LOCK, hold);
  else void hold();
}

class Sender {
  #wake = () => {};
  #rang = true;

  /** @param {Parameters<typeof startSender>[0]} deps */
  constructor(deps) {
    this.deps = deps;
    onRing(() => {
      this.#rang = true;
      this.#wake();
    });
  }

  async run() {
    for (let tries = 0; ; ) {
      if (!this.#rang) await this.#rest(tries > 0 ? backoff_ms(tries) : null);
      this.#rang = false;
      // A browser that fails to keep for a moment is tried again; nothing is forgotten by it.
      const done = await this.#drain().catch(() => false);
      tries = done ? 0 : tries + 1;
    }
  }

  /** Until the bell rings, or for a time. @param {number | null} ms @returns {Promise<void>} */
  #rest(ms) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (ms !== null) setTimeout(resolve, ms);
    });
  }

  /** Whether there is nothing more to send, or nothing can be until the bell rings. */
  async #drain() {
    while (this.deps.mayTry()) {
      const batch = nextFacts(await store.waiting(), (await store.known("site")) ?? null);
      if (batch.length === 0) return true;
      const outcome = await this.#send(batch);
      if (outcome.kind === "problem" && outcome.status === 401) return true; // until somebody signs in
      if (outcomeUnknown(outcome)) return outcome.kind === "silence"; // the link looks for the site itself
    }
    return true;
  }

  /** Sends some handouts; alone, when the site would not read them together. @param {Kept[]} batch @returns {Promise<Outcome>} */
  async #send(batch) {
    const outcome = await this.deps.send({ facts: batch.flatMap(factsOf) });
    if (outcome.kind === "answer") return this.#settle(batch, outcome);
    if (outcome.kind !== "problem" || outcomeUnknown(outcome)) return outcome;
    if (batch.length > 1) {
      for (const kept of batch) {
        const alone = await this.#send([kept]);
        if (outcomeUnknown(alone)) return alone;
      }
    } else {
      const { code } = outcome;
      for (const { place } of batch) await store.update(place, (kept) => ({ ...kept, state: "stuck", code }));
      ring();
    }
    return outcome;
  }

  /** @param {Kept[]} batch @param {import("../pure/outcome.js").Answer} outcome @returns {Promise<Outcome>} */
  async #settle(batch, outcome) {
    const answers = readFacts(batch, outcome.value);
    if (!answers) return { kind: "silence" };
    await this.deps.shown(answers.map((one) => one.receipt));
    for (const sent of batch) {
      const own = answers.filter((one) => sent.request.lines.some((line) => line.handout_id === one.handout_id));
      await store.update(sent.place, (kept) => settled(kept, sent, own, Date.now()));
    }
    ring();
    return outcome;
  }
}
