// @ts-check
/** Digits between Persian, Arabic and Latin spelling. Pure: imports nothing. */

const FA = "۰۱۲۳۴۵۶۷۸۹";
const AR = "٠١٢٣٤٥٦٧٨٩";

/** The text or number with Persian digits. @param {string | number} value */
export function faDigits(value) {
  return String(value).replace(/[0-9]/g, (digit) => FA[Number(digit)] ?? digit);
}

/** The text with Latin digits, whichever of the three scripts they were typed in. @param {string} text */
export function latinDigits(text) {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(Math.max(FA.indexOf(digit), AR.indexOf(digit))));
}
