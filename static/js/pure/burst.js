// @ts-check
/**
 * What a wedge scanner types: many keys in a burst, which no hand can do. Pure: imports the reading of a line.
 *
 * Such a scanner presses the keys of a Latin keyboard, whatever layout the tablet has, so the physical key counts
 * and not the letter that arrives. The caller brings the time.
 */

import { readTyped } from "./card_text.js";

/** Keys of one burst follow each other within this time; after it a burst that has no Enter is over. */
export const GAP_MS = 80;
/** A hand may well press three keys that fast, but never as many as the shortest code has. */
export const LEAST_KEYS = 8;

/** @typedef {{ text: string, at: number }} Burst */
/** @typedef {{ code: string, shiftKey: boolean }} Press */

export const NO_BURST = /** @type {Burst} */ ({ text: "", at: -Infinity });

/** The keys beside letters and digits, alone and with Shift. @type {Readonly<Record<string, string>>} */
const OTHERS = {
  Minus: "-_",
  Equal: "=+",
  Slash: "/?",
  Period: ".>",
  Comma: ",<",
  Semicolon: ";:",
  Quote: "'\"",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  Backquote: "`~",
  Space: "  ",
  NumpadSubtract: "--",
  NumpadAdd: "++",
  NumpadMultiply: "**",
  NumpadDivide: "//",
  NumpadDecimal: "..",
};
const SHIFTED_DIGITS = ")!@#$%^&*(";

/** The character of a key on a Latin keyboard, or "" for one that writes nothing. @param {Press} press */
export function keyOf({ code, shiftKey }) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^(Digit|Numpad)([0-9])$/.exec(code);
  if (digit) return shiftKey && digit[1] === "Digit" ? (SHIFTED_DIGITS[Number(digit[2])] ?? "") : (digit[2] ?? "");
  return OTHERS[code]?.[shiftKey ? 1 : 0] ?? "";
}

/** The burst with one more key; a key that comes late begins a new one. @param {Burst} burst @param {Press} press @param {number} now_ms @returns {Burst} */
export function pressed(burst, press, now_ms) {
  const key = keyOf(press);
  if (key === "") return burst;
  return { text: now_ms - burst.at < GAP_MS ? burst.text + key : key, at: now_ms };
}

/** The card or short code of a burst that ends now, or null when no scanner typed it. @param {Burst} burst @param {number} now_ms @param {boolean} [byEnter] which must follow as fast as the keys */
export function endOf(burst, now_ms, byEnter = false) {
  if (burst.text.length < LEAST_KEYS || (byEnter && now_ms - burst.at >= GAP_MS)) return null;
  const read = readTyped(burst.text);
  return "text" in read ? read.text : null;
}
