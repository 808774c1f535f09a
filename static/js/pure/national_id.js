// @ts-check
/** A national ID while it is typed: how far it is, and whether its last digit fits. Pure: imports the digits. */

import { latinDigits } from "./digits.js";

const LENGTH = 10;

/** Whether the check digit of ten digits fits; the same digit ten times is none. @param {string} ten */
export function checkDigitFits(ten) {
  if (!/^\d{10}$/.test(ten) || /^(\d)\1{9}$/.test(ten)) return false;
  const sum = [...ten.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const rest = sum % 11;
  return Number(ten[9]) === (rest < 2 ? rest : 11 - rest);
}

/**
 * How an ID stands: nothing to say, so many digits missing, good, or not a national ID.
 * @param {string} kind of the wire; "" is not chosen, then only ten digits are judged
 * @param {string} text as typed
 * @returns {{ state: "none" | "good" | "wrong" } | { state: "short", left: number }}
 */
export function nationalId(kind, text) {
  const typed = latinDigits(text).replace(/[\s‌\-‐-–]/g, "");
  if (typed === "" || !["", "national"].includes(kind)) return { state: "none" };
  if (kind === "" && !/^\d{10}$/.test(typed)) return { state: "none" };
  if (/^\d+$/.test(typed) && typed.length < LENGTH) return { state: "short", left: LENGTH - typed.length };
  return { state: checkDigitFits(typed) ? "good" : "wrong" };
}
