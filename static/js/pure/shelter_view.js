// @ts-check
/** A place of the night, the age of a figure, what became of an admission that waited on this tablet. Pure; imports nothing. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** @typedef {{ bed: number | null, floor: boolean }} Lies */

/** What a tablet remembers of the night for the time when the site gives no answer: counts, no stay, no note. @typedef {Pick<import("../wire_shelter.js").ShelterReply, "night" | "programme" | "at" | "numbered" | "places" | "over" | "unplaced" | "sections" | "meals" | "others"> & { heard_at: number }} LastNight */
/** @typedef {import("./kept.js").Kept} Kept */

const NIGHT_MS = 18 * HOUR_MS;
const ON_ITS_WAY_MS = 3000;
const LATE_MS = 10_000;

/** What is remembered of an answer. @param {import("../wire_shelter.js").ShelterReply} told @param {number} heard_at by the tablet's clock @returns {LastNight} */
export function lastNight({ night, programme, at, numbered, places, over, unplaced, sections, meals, others }, heard_at) {
  return { night, programme, at, numbered, places, over, unplaced, sections, meals, others, heard_at };
}

/** The night as it was told last; what is not remembered is empty. @param {LastNight} last @param {number} now_ms @returns {import("../wire_shelter.js").ShelterReply} */
export function asRemembered({ heard_at, ...told }, now_ms) {
  return { ...told, at: told.at + Math.max(now_ms - heard_at, 0), cold_since: null, holds: [], no_shows: [], note: null, note_before: null };
}

/** The admissions of this night that the site did not answer at once, the latest first. @param {Kept[]} all @param {number} now_ms */
export function lateOnes(all, now_ms) {
  const late = (/** @type {Kept} */ { state, at, done_at, answers }) => (state === "done" ? answers.some((kept) => kept.lies) || (done_at ?? at) - at > LATE_MS : state !== "asked" || now_ms - at > ON_ITS_WAY_MS);
  return all.filter((one) => one.request.night && now_ms - one.at < NIGHT_MS && late(one)).sort((one, other) => other.at - one.at);
}

/** What became of one of them; `told`: the site knows, of a night that is over. @param {Kept} kept @returns {"waits" | "stuck" | "undone" | "told" | import("./kept.js").Lies["result"]} */
export function lateWord({ state, undone, lies }) {
  if (state === "stuck") return "stuck";
  if (undone) return "undone";
  return state === "done" ? (lies?.result ?? "told") : "waits";
}

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

/** How long a bed is kept still; the last minute is one. @param {number} until @param {number} at @returns {{ word: "minutesLeft" | "hoursLeft", n: number }} */
export function leftWord(until, at) {
  const left = Math.max(until - at, 0);
  if (left < 2 * HOUR_MS) return { word: "minutesLeft", n: Math.ceil(left / MINUTE_MS) };
  return { word: "hoursLeft", n: Math.floor(left / HOUR_MS) };
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
