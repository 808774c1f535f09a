// @ts-check
/**
 * The handouts of this tablet that are being saved or were saved lately, whichever screen is shown.
 *
 * Each is kept before it is sent and repeated until it is answered, so that the next card may be scanned
 * meanwhile; for five minutes it may be taken back. Imports nothing of the screens; the site's routes and the
 * kept requests are brought in.
 */

import { codeOf, insist, wait } from "./insist.js";
import { UNDO_MS } from "./pure/kept.js";
import { rowsToUndo } from "./undoing.js";

const MOST = 8;

/** @typedef {import("./work.js").Result} Result */
/** @typedef {import("./work.js").Work} Work */
/** @typedef {import("./work.js").Kept} Kept */
/**
 * @typedef {object} HandingDeps
 * @property {Pick<typeof import("./api.js"), "handOut">} api
 * @property {Pick<typeof import("./api_shift.js"), "takeBack">} shift
 * @property {Pick<typeof import("./pending.js"), "keep" | "unanswered" | "deliver" | "takeNumber" | "newId" | "takeBackKept">} pending
 * @property {{ tab: string }} session
 * @property {(outcome: import("./pure/outcome.js").Outcome) => boolean} onLocked whether it ended the work; nothing kept is lost
 */

export class Handing {
  /** Newest first. @type {Work[]} */
  works = [];
  /** @type {Set<() => void>} */
  #watchers = new Set();

  /** @param {HandingDeps} deps */
  constructor(deps) {
    this.deps = deps;
  }

  /** Tells of every change until it is let go. @param {() => void} watcher @returns {() => void} */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /**
   * The lines are kept and on their way; `done` comes with what became of them. Throws when nothing can be kept.
   * @param {{ text: string | null, label: string, lines: import("./pending.js").ChosenLine[], titles: import("./pure/decision_view.js").Titles, never_blind?: boolean }} asked
   * @returns {Promise<{ work: Work, done: Promise<Result> }>}
   */
  async begin({ text, label, lines, titles, never_blind = false }) {
    const kept = await this.deps.pending.keep(this.deps.session.tab, text, lines, titles, never_blind);
    const work = this.#add(kept, label);
    return { work, done: this.#deliver(work, kept) };
  }

  /** Asks again what an earlier life of this page sent and never heard about. */
  async settle() {
    const waiting = await this.deps.pending.unanswered(this.deps.session.tab).catch(() => []);
    for (const kept of waiting.filter(({ request }) => !request.night)) {
      const work = this.#add(kept, "");
      const result = await this.#deliver(work, kept);
      if (result.kind === "silence") this.forget(work); // asked again when the site is there
    }
  }

  /** Whether a handout of this card is still being saved. @param {string} text */
  isSaving(text) {
    return this.works.some((work) => work.request.text === text && work.state === "saving");
  }

  /** How long a handout may still be taken back, in ms. @param {Work} work */
  undoLeft(work) {
    return ["granted", "stored"].includes(work.state) && !work.by_lead ? Math.max(0, work.at + UNDO_MS - performance.now()) : 0;
  }

  /** Takes everything of a handout back that was handed over. @param {Work} work */
  async undo(work) {
    const { pending, session } = this.deps;
    const rows = await rowsToUndo(work, (kept) => pending.takeBackKept(session.tab, kept));
    if (rows === null) return this.#change(work, { code: "void-needs-lead" });
    for (const row of rows) {
      const outcome = await this.takeBack(row);
      if (outcome.kind !== "answer") return this.#change(work, { code: codeOf(outcome) });
    }
    this.#change(work, { state: "undone", code: "" });
  }

  /** Takes one handout or tally of this tablet back. @param {string} ref @returns {Promise<import("./pure/outcome.js").Outcome>} */
  async takeBack(ref) {
    const { pending, session, shift, onLocked } = this.deps;
    const tseq = await pending.takeNumber(session.tab).catch(() => null);
    if (tseq === null) return { kind: "problem", status: 0, code: "storage-missing", facts: {} };
    const undo = { void_id: pending.newId(), tseq, ref };
    const outcome = await insist(() => shift.takeBack(undo));
    if (outcome.kind === "problem" && outcome.status === 401) onLocked(outcome);
    return outcome;
  }

  /** Lets go of a handout that needs nobody any more. @param {Work} work */
  forget(work) {
    this.works = this.works.filter((other) => other !== work);
    this.#tell();
  }

  /** @param {Kept} kept @param {string} label @returns {Work} */
  #add(kept, label) {
    const { request, titles } = kept;
    const work = /** @type {Work} */ ({ label, kept, request, state: "saving", titles, lines: [], code: "", at: 0 });
    this.works = [work, ...this.works].slice(0, MOST);
    this.#tell();
    return work;
  }

  /** @param {Work} work @param {Kept} kept @returns {Promise<Result>} */
  async #deliver(work, kept) {
    const { api, pending, session, onLocked } = this.deps;
    const result = await pending.deliver(session.tab, kept, { send: api.handOut, wait });
    const at = performance.now();
    if (result.kind === "stored") return this.#store(work, result, at);
    if (result.kind === "answer") {
      const lines = /** @type {import("./wire.js").LineReply[]} */ (result.value.lines);
      this.#change(work, { state: lines.some((line) => line.decision === "granted") ? "granted" : "refused", lines, at });
    } else {
      this.#change(work, { state: "failed", code: codeOf(result), at });
      if (result.kind === "problem" && result.status === 401) onLocked(result);
    }
    return result;
  }

  /** @param {Work} work @param {Extract<import("./queue/queue.js").Delivered, { kind: "stored" }>} stored @param {number} at @returns {Result} */
  #store(work, { fact = work.kept, rest }, at) {
    this.#change(work, { state: "stored", at, kept: fact, request: fact.request });
    if (!rest) return { kind: "stored" };
    const other = this.#add(rest, work.label);
    return { kind: "stored", rest: { work: other, done: this.#deliver(other, rest) } };
  }

  /** @param {Work} work @param {Partial<Work>} now */
  #change(work, now) {
    Object.assign(work, now);
    this.#tell();
  }

  #tell() {
    for (const watcher of this.#watchers) watcher();
  }
}
