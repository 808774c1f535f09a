// @ts-check
/** How the hall's display writes numbers, and what is new on it. Pure; imports nothing. */

const DIGITS = "۰۱۲۳۴۵۶۷۸۹";

/** A number or a text with Persian digits. @param {string | number} value */
export function persianDigits(value) {
  return String(value).replace(/[0-9]/g, (digit) => DIGITS[Number(digit)] ?? digit);
}

/** @typedef {{ stamp: number, calls: { queue: string, number: number, desk: string }[] }} Told */
/** @typedef {{ drawn: string, newest: number }} Shown what is drawn, and the newest call that was ever heard of; below nought before the first answer */

/** Whether to draw anew (somebody was called, or is done) and whether to ring (somebody was called). @param {Shown} before @param {Told} told */
export function hallNews({ drawn, newest }, { stamp, calls }) {
  const now = JSON.stringify(calls);
  return { draw: now !== drawn, ring: newest >= 0 && stamp > newest, shown: { drawn: now, newest: Math.max(newest, stamp) } };
}
