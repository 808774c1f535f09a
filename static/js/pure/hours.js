// @ts-check
/** A day's handouts as bars, one for each hour. Pure: imports nothing but types; the caller brings the clock's words. */

/** @typedef {{ label: string, count: number }} Bar */

const HOUR_MS = 3_600_000;
/** So few hours are still shown as a day, not as two fat bars. */
const LEAST_BARS = 6;

/**
 * Bars from the first hour with a handout to the last or to now, without a gap.
 *
 * Half hours are put together by the word of their hour, because an hour of the site's zone may begin at half past
 * one of UTC.
 * @param {readonly import("../wire.js").HalfHour[]} halves
 * @param {{ hourOf: (at: number) => string, now_ms: number, programme?: string | null }} how
 * @returns {Bar[]}
 */
export function hourBars(halves, { hourOf, now_ms, programme = null }) {
  const wanted = halves.filter((half) => programme === null || half.programme === programme);
  const first = halves.length > 0 ? Math.min(...halves.map((half) => half.at)) : now_ms;
  const last = Math.max(now_ms, ...halves.map((half) => half.at));
  /** @type {Map<string, number>} */
  const bars = new Map();
  const from = Math.min(first, last - (LEAST_BARS - 1) * HOUR_MS);
  // A day that was never closed is shown by its last 24 hours.
  for (let at = Math.max(from, last - 23 * HOUR_MS); at <= last; at += HOUR_MS / 2) bars.set(hourOf(at), 0);
  for (const { at, handouts } of wanted) {
    const label = hourOf(at);
    if (bars.has(label)) bars.set(label, (bars.get(label) ?? 0) + handouts);
  }
  return [...bars].map(([label, count]) => ({ label, count }));
}

/** The least round number that the highest bar does not pass and that four steps part evenly. @param {number} highest */
export function roundTop(highest) {
  for (let power = 1; ; power *= 10) {
    for (const times of [4, 8, 12, 20]) if (highest <= times * power) return times * power;
  }
}
