// @ts-check
/** Jalali days and Tehran hours in words, by Intl alone. Imports the catalogue; the caller brings the time. */

import { LOCALE, WORDS, digits } from "../words.js";

const DAY_MS = 86_400_000;
const ZONE = "Asia/Tehran";
const CLOCK = new Intl.DateTimeFormat("en-US", { timeZone: "Asia/Tehran", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const NUMBERS = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric" });
const IN_WORDS = new Intl.DateTimeFormat(`${LOCALE}-u-ca-persian`, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const HOUR = new Intl.DateTimeFormat(LOCALE, { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** @param {Intl.DateTimeFormat} format @param {number} at */
function partsOf(format, at) {
  /** @type {Record<string, string>} */
  const parts = {};
  for (const part of format.formatToParts(at)) parts[part.type] = part.value;
  return parts;
}

/** The Jalali day of an instant in Tehran, such as `1405-09-01`. @param {number} at ms of UTC */
export function dayOf(at) {
  const { year = "", month = "", day = "" } = partsOf(NUMBERS, at);
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The minute of its day of an instant in Tehran. @param {number} at ms of UTC */
export function minuteOfDay(at) {
  const { hour = "", minute = "" } = partsOf(CLOCK, at);
  return Number(hour) * 60 + Number(minute);
}

/** Noon in Tehran of a Jalali day, in ms of UTC; null where there is no such day. @param {string} day */
export function noonOf(day) {
  const read = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!read) return null;
  const [year = 0, month = 0, date = 0] = read.slice(1).map(Number);
  const before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  // Nowruz falls on 19 to 22 March; 08:30 UTC is noon there. Intl says which of the nearby days it is.
  const guess = Date.UTC(year + 621, 2, 21, 8, 30) + (before + date - 1) * DAY_MS;
  for (const shift of [0, -1, 1, -2, 2]) {
    if (dayOf(guess + shift * DAY_MS) === day) return guess + shift * DAY_MS;
  }
  return null;
}

/** The day so many days later, or earlier when negative; the text itself where it is no day. @param {string} day @param {number} count */
export function daysAfter(day, count) {
  const at = noonOf(day);
  return at === null ? day : dayOf(at + count * DAY_MS);
}

/** How many days one day is after another; 0 where one of them is no day. @param {string} from @param {string} to */
export function daysBetween(from, to) {
  const [start, end] = [noonOf(from), noonOf(to)];
  return start === null || end === null ? 0 : Math.round((end - start) / DAY_MS);
}

/** The day of the week, 0 is Saturday; 0 also where it is no day. @param {string} day */
export function weekdayOf(day) {
  const at = noonOf(day);
  return at === null ? 0 : (new Date(at).getUTCDay() + 1) % 7;
}

/** A day in words, «یکشنبه ۱ آذر» or, where asked or not of this year, «یکشنبه ۱ آذر ۱۴۰۵». @param {string} day @param {string | null} today the year of which need not be said */
export function dayWords(day, today = null) {
  const at = noonOf(day);
  if (at === null) return digits(day);
  const { weekday, day: date, month, year } = partsOf(IN_WORDS, at);
  const sameYear = today !== null && today.slice(0, 4) === day.slice(0, 4);
  return sameYear ? `${weekday} ${date} ${month}` : `${weekday} ${date} ${month} ${year}`;
}

/** The hour and minute of an instant, «۰۹:۱۲». @param {number} at ms of UTC */
export function hourWords(at) {
  return HOUR.format(at);
}

/** The Jalali day so many days later. @param {string} day @param {number} days @returns {string} the same day where it is none */
export function daysLater(day, days) {
  const at = noonOf(day);
  return at === null ? day : dayOf(at + days * DAY_MS);
}

/** An instant in words: «امروز ساعت ۰۹:۱۲», «دیروز ساعت …» or the day and the hour. @param {number} at @param {number} now both in ms of UTC */
export function momentWords(at, now) {
  const day = dayOf(at);
  const hour = `${WORDS.hour} ${hourWords(at)}`;
  if (day === dayOf(now)) return `${WORDS.today} ${hour}`;
  if (day === dayOf(now - DAY_MS)) return `${WORDS.yesterday} ${hour}`;
  return `${dayWords(day, dayOf(now))}${WORDS.between}${hour}`;
}
