// @ts-check
/** How the hall's display writes numbers. Pure; imports nothing. */

const DIGITS = "۰۱۲۳۴۵۶۷۸۹";

/** A number or a text with Persian digits. @param {string | number} value */
export function persianDigits(value) {
  return String(value).replace(/[0-9]/g, (digit) => DIGITS[Number(digit)] ?? digit);
}
