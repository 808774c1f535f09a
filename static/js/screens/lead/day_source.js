// @ts-check
/**
 * The day as the site has it, read for all panels at once.
 *
 * The report adds up every row of the day, so it is read when somebody opens the page or asks for the close; in
 * between the status says whether the day is still the same. Imports the clockwork.
 */

import { every } from "../../every.js";

const EVERY_MS = 20_000;

/** @typedef {import("../../wire.js").DayReply} DayReply */

export class DaySource {
  /** @type {DayReply | null} */
  now = null;
  /** @type {((day: DayReply) => void)[]} */
  #watchers = [];

  /** @param {{ api: Pick<typeof import("../../api.js"), "readStatus">, shift: Pick<typeof import("../../api_shift.js"), "readDay">, refreshStatus: () => void }} deps */
  constructor(deps) {
    this.deps = deps;
  }

  /** Reads now and again. @returns {() => void} ends it */
  start() {
    const stop = every(EVERY_MS, () => void this.#look());
    return () => {
      this.#watchers = [];
      stop();
    };
  }

  /** Tells of the day now and after each reading. @param {(day: DayReply) => void} watcher */
  watch(watcher) {
    this.#watchers.push(watcher);
    if (this.now) watcher(this.now);
  }

  async #look() {
    const outcome = this.now ? await this.deps.api.readStatus() : null;
    if (!outcome || (outcome.kind === "answer" && outcome.value.day !== this.now?.day)) await this.refresh();
  }

  /** Reads the day with its report now. */
  async refresh() {
    const outcome = await this.deps.shift.readDay();
    if (outcome.kind !== "answer") return;
    const before = this.now;
    this.now = /** @type {DayReply} */ (outcome.value);
    if (before && before.day !== this.now.day) this.deps.refreshStatus();
    for (const watcher of this.#watchers) watcher(this.now);
  }
}
