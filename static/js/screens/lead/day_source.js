// @ts-check
/** The day as the site has it, read for all panels at once. Imports the clockwork. */

import { every } from "../../every.js";

const EVERY_MS = 20_000;

/** @typedef {import("../../wire.js").DayReply} DayReply */

export class DaySource {
  /** @type {DayReply | null} */
  now = null;
  /** @type {((day: DayReply) => void)[]} */
  #watchers = [];

  /** @param {Pick<typeof import("../../api_shift.js"), "readDay">} shift @param {() => void} onChange the day was opened or closed */
  constructor(shift, onChange) {
    this.shift = shift;
    this.onChange = onChange;
  }

  /** Reads now and again. @returns {() => void} ends it */
  start() {
    const stop = every(EVERY_MS, () => void this.refresh());
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

  async refresh() {
    const outcome = await this.shift.readDay();
    if (outcome.kind !== "answer") return;
    const before = this.now;
    this.now = /** @type {DayReply} */ (outcome.value);
    if (before && before.day !== this.now.day) this.onChange();
    for (const watcher of this.#watchers) watcher(this.now);
  }
}
