// @ts-check
/** A place of the night and the age of a figure, in words. Pure; imports nothing. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** @typedef {{ bed: number | null, floor: boolean }} Lies */

/** Which word says where somebody lies, and the number in it. @param {Lies} place @returns {{ word: "bed" | "aBed" | "floor", n: number }} */
export function placeWord({ bed, floor }) {
  if (bed !== null) return { word: "bed", n: bed };
  return { word: floor ? "floor" : "aBed", n: 0 };
}

/** How old a figure is. @param {number} told_at @param {number} at @returns {{ word: "justNow" | "minutesAgo" | "hoursAgo", n: number }} */
export function ageWord(told_at, at) {
  const passed = Math.max(at - told_at, 0);
  if (passed < MINUTE_MS) return { word: "justNow", n: 0 };
  if (passed < HOUR_MS) return { word: "minutesAgo", n: Math.floor(passed / MINUTE_MS) };
  return { word: "hoursAgo", n: Math.floor(passed / HOUR_MS) };
}

/** The instant of the next such hour, in milliseconds; null for what is no hour. @param {string} hour such as 22:00 @param {Date} now */
export function nextHour(hour, now) {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(hour);
  if (!found) return null;
  const at = new Date(now);
  at.setHours(Number(found[1]), Number(found[2]), 0, 0);
  return (at > now ? at.getTime() : at.getTime() + 24 * HOUR_MS);
}

/** The sections that a form says, in its order; null where a number is none. @param {{ name: string, first: string, last: string, floor: string }[]} rows in Latin digits */
export function sectionsOf(rows) {
  const filled = rows.filter(({ first, last, floor }) => first || last || floor);
  const wrong = filled.some(({ first, last, floor }) => ![first, last, floor].every((one) => /^\d{0,4}$/.test(one)) || Boolean(first) !== Boolean(last));
  if (wrong || filled.length === 0) return null;
  return filled.map(({ name, first, last, floor }) => ({ name, first: Number(first || 1), last: Number(last || 0), floor: Number(floor || 0) }));
}
