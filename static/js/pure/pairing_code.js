// @ts-check
/** One-time codes: in the address, in a QR, typed by hand. Imports digits only. */

import { latinDigits } from "./digits.js";

export const CODE_LENGTH = 10;
const ALPHABET = /^[0-9A-HJKMNP-TV-Z]+$/;

/** @typedef {{ purpose: "pair" | "first" | "any", code: string }} Brought a code, and what its address said it is for */

/** The code as it is sent: upper case, no gaps, Crockford's I, L and O read as 1, 1 and 0. @param {string} typed */
export function plainCode(typed) {
  const kept = latinDigits(typed).replace(/[\s\p{Cc}\p{Cf}\-_.‐-―−ـ]/gu, "");
  return kept.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
}

/**
 * The code of a scanned or typed text, or null where there is no whole one: a bare code, or an address
 * with `#pair=` or `#first=`. Nothing else of the address is looked at, and nobody goes there.
 * @param {string} text
 * @returns {Brought | null}
 */
export function readCode(text) {
  if (text.length > 400) return null;
  const mark = text.indexOf("#");
  if (mark >= 0) return codeOfFragment(text.slice(mark));
  return whole("any", text);
}

/** The code that the page was opened with. @param {string} hash the address's fragment @returns {Brought | null} */
export function codeOfFragment(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  for (const purpose of /** @type {const} */ (["pair", "first"])) {
    const code = said.get(purpose);
    if (code !== null) return whole(purpose, code);
  }
  return null;
}

/** A code in two halves, easier to read aloud. @param {string} code */
export function halves(code) {
  return `${code.slice(0, CODE_LENGTH / 2)} ${code.slice(CODE_LENGTH / 2)}`;
}

/** @param {Brought["purpose"]} purpose @param {string} typed @returns {Brought | null} */
function whole(purpose, typed) {
  const code = plainCode(typed);
  return code.length === CODE_LENGTH && ALPHABET.test(code) ? { purpose, code } : null;
}
