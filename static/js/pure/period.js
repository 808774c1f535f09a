// @ts-check
/**
 * The spans an entitlement counts in, as keys of Jalali days: what `fieldpoint/core/rules/period.py` says, so that a
 * tablet without the site counts as the site will. Both read the same golden days. Imports Jalali days; the caller
 * brings the time.
 */

import { daysAfter, daysBetween, weekdayOf } from "./jalali.js";

/**
 * @typedef {{ name: string, first: string, last: string, make_up_until?: string | null }} Round
 * @typedef {{ kind: "day", next_from?: string | null } | { kind: "night", cut?: string } | { kind: "week" }
 *   | { kind: "month" } | { kind: "season" } | { kind: "half-year" } | { kind: "year", from_month?: number }
 *   | { kind: "every", days: number, anchor: string } | { kind: "rounds", rounds: readonly Round[] }
 *   | { kind: "once" }} Period
 * @typedef {{ cycle: string, first: string, following: string | null }} Span the key, the first day, that of the next
 * @typedef {{ day: string | null, clock_day: string, minute: number | null }} Moment the business day, the day on the
 *   wall clock, and its minute; null where nobody vouches for the clock
 */

const NOON = "12:00";

/** The period that a day lies in. @param {Period} period @param {string} day @returns {Span} */
export function spanOf(period, day) {
  switch (period.kind) {
    case "day":
      return { cycle: day, first: day, following: daysAfter(day, 1) };
    case "night":
      return { cycle: `N${day}`, first: day, following: daysAfter(day, 1) };
    case "week":
      return week(day);
    case "month":
      return months(day, 1, (year, number) => `${year}-${two(number)}`);
    case "season":
      return months(day, 3, (year, number) => `${year}-S${number}`);
    case "half-year":
      return months(day, 6, (year, number) => `${year}-H${number}`);
    case "year":
      return yearFrom(day, period.from_month ?? 1);
    case "every":
      return every(day, period);
    case "rounds":
      return round(day, period.rounds);
    case "once":
      return { cycle: "once", first: "1200-01-01", following: null };
  }
}

/** The key of the period that a day lies in. @param {Period} period @param {string} day */
export function cycleOf(period, day) {
  return spanOf(period, day).cycle;
}

/** From which day on the next period may be asked for; null when there is no other. @param {Period} period @param {string} day */
export function againOn(period, day) {
  const { following } = spanOf(period, day);
  const ahead = period.kind === "day" && period.next_from;
  return ahead && following !== null ? daysAfter(following, -1) : following;
}

/** The day a line counts for. The clock may only choose between the business day and the one beside it. @param {Period} period @param {Moment} moment */
export function countedDay(period, moment) {
  if (period.kind === "night") return byClock(moment, period.cut ?? NOON, 0);
  if (period.kind === "day" && period.next_from) return byClock(moment, period.next_from, 1);
  return moment.day ?? moment.clock_day;
}

/** The minute of the day of an hour such as `18:30`. @param {string} hour */
export function minuteOf(hour) {
  return Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));
}

/** After the cut it is the day `ahead` of the clock's, before it the day earlier; else the later one. @param {Moment} moment @param {string} cut @param {number} ahead */
function byClock({ day, clock_day, minute }, cut, ahead) {
  const later = daysAfter(day ?? clock_day, ahead);
  if (minute === null) return later;
  const found = daysAfter(clock_day, ahead - (minute < minuteOf(cut) ? 1 : 0));
  return found === later || daysAfter(found, 1) === later ? found : later;
}

/** A week belongs to the year its Saturday lies in. @param {string} day @returns {Span} */
function week(day) {
  const first = daysAfter(day, -weekdayOf(day));
  const year = first.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, first) / 7) + 1;
  return { cycle: `${year}-W${two(number)}`, first, following: daysAfter(first, 7) };
}

/** So many days from the anchor on, and back from it. @param {string} day @param {{ days: number, anchor: string }} period @returns {Span} */
function every(day, { days, anchor }) {
  const gone = ((daysBetween(anchor, day) % days) + days) % days;
  const first = daysAfter(day, -gone);
  return { cycle: `D${days}-${first}`, first, following: daysAfter(first, days) };
}

/** A round's span goes on until the next one; the first one's began long ago. @param {string} day @param {readonly Round[]} rounds @returns {Span} */
function round(day, rounds) {
  const number = Math.max(rounds.filter(({ first }) => first <= day).length - 1, 0);
  const { name = "", first = "" } = rounds[number] ?? {};
  return { cycle: `R-${name}`, first, following: rounds[number + 1]?.first ?? null };
}

/** The part of `count` months of its year that a day lies in. @param {string} day @param {number} count @param {(year: string, number: number) => string} cycle @returns {Span} */
function months(day, count, cycle) {
  const number = Math.floor((Number(day.slice(5, 7)) - 1) / count);
  const year = Number(day.slice(0, 4));
  return monthSpan(cycle(day.slice(0, 4), number + 1), year, number * count + 1, count);
}

/** Twelve months from a month on. @param {string} day @param {number} month @returns {Span} */
function yearFrom(day, month) {
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < month ? 1 : 0);
  return monthSpan(`Y${year}-${two(month)}`, year, month, 12);
}

/** @param {string} cycle @param {number} year @param {number} month @param {number} count @returns {Span} */
function monthSpan(cycle, year, month, count) {
  const last = month + count - 1;
  const following = `${year + Math.floor(last / 12)}-${two((last % 12) + 1)}-01`;
  return { cycle, first: `${year}-${two(month)}-01`, following };
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
