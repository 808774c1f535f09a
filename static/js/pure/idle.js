// @ts-check
/** When a tablet that nobody touches is locked. Pure: imports nothing; the caller brings the time. */

/** @typedef {{ wall_ms: number, running_ms: number }} Instant the clock on the wall, and the time since the page began */

/** A desk is locked after so long (a kiosk clears itself far earlier, on its own page). */
export const IDLE_MS = 5 * 60_000;

/**
 * Whether the tablet is to be locked: nobody touched it and no card came for five minutes, by either clock,
 * for a sleeping tablet may stop one of them and a clock that is set back the other.
 *
 * While the site is silent nobody could open it again, and there is nothing personal to see: it stays open
 * until the site answers.
 * @param {Instant} touched
 * @param {Instant} now
 * @param {boolean} site_answers
 */
export function isIdle(touched, now, site_answers) {
  if (!site_answers) return false;
  return now.wall_ms - touched.wall_ms >= IDLE_MS || now.running_ms - touched.running_ms >= IDLE_MS;
}
