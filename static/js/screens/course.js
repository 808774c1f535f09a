// @ts-check
/**
 * The course of one card after another: idle, looking, due, unknown until answered, verdict.
 * Imports the face and the words; api and pending are brought in.
 */

import { WORDS, VERDICTS } from "../text_fa.js";
import { handoutView, problemHeadline, scanHeadline, storedView } from "../pure/decision_view.js";
import { Face } from "./face.js";

/** A verdict stands at least so long before the camera may bring the next card. */
const DWELL_MS = 1500;

/** @typedef {import("../pure/decision_view.js").Headline} Headline */
/** @typedef {import("../pure/outcome.js").Problem | import("../pure/outcome.js").Silence} Failure */
/** @typedef {{ text: string, titles: import("../pure/decision_view.js").Titles, list: import("./due.js").DueList }} Offer */

const IDLE = /** @type {Headline} */ ({ state: "idle", sentence: WORDS.showCard, note: WORDS.orShortCode });
const LOOKING = /** @type {Headline} */ ({ state: "looking", sentence: WORDS.looking, note: "" });
const UNKNOWN = /** @type {Headline} */ ({ state: "unknown", sentence: VERDICTS["unknown"], note: WORDS.trying });

/**
 * @typedef {object} CourseDeps
 * @property {Pick<typeof import("../api.js"), "scan" | "handOut" | "readStatus">} api
 * @property {Pick<typeof import("../pending.js"), "keep" | "unanswered" | "deliver">} pending
 * @property {import("../wire.js").SessionReply} session
 * @property {(outcome: import("../pure/outcome.js").Outcome) => boolean} onLocked whether it ended the work, as a lost session does; nothing kept is lost
 */

export class Course {
  /** Counts what was begun, so that a late answer to an earlier card is not shown. */
  #turn = 0;
  /** While an answer is awaited nothing else begins. */
  #sending = false;
  #resting_until = 0;
  #text = "";
  /** @type {Offer | null} */
  #offer = null;
  onDecided = () => {};

  /** @param {HTMLElement} root @param {CourseDeps} deps */
  constructor(root, deps) {
    this.deps = deps;
    this.face = new Face(root, { handOut: () => this.handOut(), next: () => this.next(), retry: () => this.look(this.#text) });
  }

  close() {
    this.#turn += 1;
  }

  /** Back to scanning. */
  next() {
    if (this.#sending) return;
    this.#turn += 1;
    this.#offer = null;
    this.face.say(IDLE);
  }

  /** Whether the camera's card was taken; a verdict just shown is not overwritten. @param {string} text */
  onCard(text) {
    if (this.#sending || performance.now() < this.#resting_until) return false;
    this.look(text);
    return true;
  }

  /** Shows whose card it is and what is due. Writes nothing. @param {string} text */
  async look(text) {
    if (this.#sending) return;
    const turn = (this.#turn += 1);
    this.#text = text;
    this.#offer = null;
    this.face.say(LOOKING);
    const outcome = await this.deps.api.scan(text);
    if (turn !== this.#turn) return;
    if (outcome.kind !== "answer") return this.#showFailure(outcome, true);
    const reply = /** @type {import("../wire.js").ScanReply} */ (outcome.value);
    const titles = Object.fromEntries(reply.due.map(({ programme, title_fa, unit_fa }) => [programme, { title_fa, unit_fa }]));
    this.#offer = { text, titles, list: this.face.showDue(scanHeadline(reply), reply) };
  }

  /** Hands out what is chosen: kept on this tablet first, then sent until there is an answer. */
  async handOut() {
    const offer = this.#offer;
    const lines = offer?.list.chosen() ?? [];
    if (!offer || this.#sending || lines.length === 0) return;
    await this.#alone(async () => {
      const { pending, session } = this.deps;
      const kept = await pending.keep(session.tab, offer.text, lines, offer.titles).catch(() => null);
      if (kept) await this.#bringAnswer(kept);
      else this.face.say(problemHeadline("storage-missing"));
    });
  }

  /** Asks again what an earlier life of this page sent and never heard about. */
  async settle() {
    const { pending, session } = this.deps;
    const waiting = await pending.unanswered(session.tab).catch(() => []);
    for (const kept of waiting) await this.#alone(() => this.#bringAnswer(kept));
  }

  /** @param {import("../pending.js").Kept} kept */
  async #bringAnswer(kept) {
    const { api, pending, session } = this.deps;
    const turn = this.#turn;
    const outcome = await pending.deliver(session.tab, kept, { send: api.handOut, wait });
    if (turn !== this.#turn) return;
    if (outcome.kind === "stored") this.face.showDecision(storedView(kept.request, kept.titles));
    else if (outcome.kind === "answer") this.face.showDecision(handoutView(outcome.value, kept.titles, Date.now()));
    else this.#showFailure(outcome, false);
    this.#resting_until = performance.now() + DWELL_MS;
    this.onDecided();
  }

  /** Amber, and nothing else begins, until the work is done. @param {() => Promise<void>} work */
  async #alone(work) {
    this.#sending = true;
    this.#turn += 1;
    this.#offer = null;
    this.face.say(UNKNOWN);
    await work().finally(() => void (this.#sending = false));
  }

  /** @param {Failure} failure @param {boolean} again whether trying the same card again may help */
  #showFailure(failure, again) {
    if (this.deps.onLocked(failure)) return;
    const said = problemHeadline(failure.kind === "problem" ? failure.code : "no-answer");
    if (again && said.state === "error") this.face.sayWithRetry(said);
    else this.face.say(said);
  }
}

/** @param {number} ms @returns {Promise<void>} */
function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
