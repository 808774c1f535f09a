// @ts-check
/** What people type of a contribution, read; how one stands. Pure; imports nothing. */

const DIGITS = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩";

/** The text with Latin digits. @param {string} text */
const latin = (text) => text.replace(/[۰-۹٠-٩]/g, (digit) => String(DIGITS.indexOf(digit) % 10));

/** A whole number above nothing, however its digits and thousands are written; null for anything else. @param {string} text */
export function wholeNumber(text) {
  const bare = latin(text).replace(/[\s٬,،]/g, "");
  const value = /^\d{1,15}$/.test(bare) ? Number(bare) : 0;
  return value > 0 ? value : null;
}

/** A Jalali day such as `1405-10-01` of ۱۴۰۵/۱۰/۱; null where nothing is written, undefined for what is no day. @param {string} text */
export function dayTyped(text) {
  if (!text.trim()) return null;
  const found = /^(1[2-4]\d\d)[/-](\d{1,2})[/-](\d{1,2})$/.exec(latin(text.trim()));
  if (!found) return undefined;
  const [, year = "", month = "", day = ""] = found;
  const [m, d] = [Number(month), Number(day)];
  return m >= 1 && m <= 12 && d >= 1 && d <= (m <= 6 ? 31 : 30) ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : undefined;
}

/** How a contribution stands. @param {{ withdrawn: string | null, arrived: number, promised: number }} gift */
export function stateOf({ withdrawn, arrived, promised }) {
  if (withdrawn) return "withdrawn";
  return arrived >= promised ? "arrived" : arrived > 0 ? "partly" : "promised";
}

/** A quarter's season (0 is spring) and year. @param {string} quarter such as `1405-S3` */
export function quarterParts(quarter) {
  const [year = "", number = "S1"] = quarter.split("-");
  return { year, season: Number(number.slice(1)) - 1 };
}
