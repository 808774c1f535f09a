// @ts-check
/** What was typed or sent by a keyboard-wedge scanner, made readable for the site. Imports digits only. */

import { latinDigits } from "./digits.js";

export const SHORT_CODE_LENGTH = 8;
export const TEXT_LIMIT = 400;

/** @typedef {{ kind: "short" | "card", text: string } | { kind: "empty" | "incomplete" | "too-long" }} Typed */

/**
 * The short code or card text in a typed line; a line that can be neither says so.
 *
 * A short code forgives lower case, Persian and Arabic digits, spaces, dashes, and I, L, O as
 * Crockford's base32 reads them. Whether the card exists only the site can say.
 * @param {string} line
 * @returns {Typed}
 */
export function readTyped(line) {
  const plain = latinDigits(line).replace(/[\s\p{Cc}\p{Cf}]/gu, "");
  if (plain === "") return { kind: "empty" };
  if (plain.length > TEXT_LIMIT) return { kind: "too-long" };
  if (plain.includes("/") || plain.length > 40) return { kind: "card", text: plain };
  const code = plain.replace(/[-_.‐-―−ـ]/g, "").toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0");
  return code.length === SHORT_CODE_LENGTH ? { kind: "short", text: code } : { kind: "incomplete" };
}

/**
 * The Latin character of a physical key, or "" where the layout already gives one.
 *
 * A wedge scanner presses the keys of a Latin keyboard; under a Persian layout they would arrive as
 * Persian letters.
 * @param {{ code: string, key: string, shiftKey: boolean }} press
 */
export function latinKey({ code, key, shiftKey }) {
  if (key.length !== 1 || /[\x20-\x7e]/.test(key)) return "";
  const letter = /^Key([A-Z])$/.exec(code);
  if (letter) return letter[1] ?? "";
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code);
  if (digit && !shiftKey) return digit[1] ?? "";
  if (code === "Semicolon" && shiftKey) return ":";
  return { Slash: "/", Period: ".", Minus: "-" }[code] ?? "";
}
