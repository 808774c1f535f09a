// @ts-check
/** Six digits under a finger or on a keyboard, once to sign in, twice to choose. Imports digits only. */

import { latinDigits } from "./digits.js";

export const PIN_LENGTH = 6;

/** What a pressed key does to a PIN, or null: a digit of any script, Backspace, Escape. @param {string} key as KeyboardEvent.key names it */
export function padKey(key) {
  if (key === "Backspace") return "back";
  if (key === "Escape" || key === "Delete") return "clear";
  const digit = latinDigits(key);
  return /^[0-9]$/.test(digit) ? digit : null;
}

/** The digits after a key; a seventh digit changes nothing. @param {string} digits @param {string} key */
export function pressed(digits, key) {
  if (key === "clear") return "";
  if (key === "back") return digits.slice(0, -1);
  return digits.length < PIN_LENGTH ? digits + key : digits;
}

/** Whether anybody would guess it among the first: six equal digits, or a run up or down. @param {string} pin */
export function tooEasy(pin) {
  const steps = new Set([...pin].slice(1).map((digit, place) => (Number(digit) - Number(pin[place]) + 10) % 10));
  return steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1);
}

/** @typedef {{ chosen: string, digits: string, said: "choose" | "repeat" | "easy" | "differ" | "done" }} Choosing */

/** A PIN is chosen from here. @type {Choosing} */
export const CHOOSE = { chosen: "", digits: "", said: "choose" };

/**
 * One key further in choosing a PIN: six digits, the same six again, done. One that is too easy or a
 * repeat that differs begins anew.
 * @param {Choosing} before
 * @param {string} key
 * @returns {Choosing}
 */
export function choosing(before, key) {
  if (before.said === "done") return before;
  const digits = pressed(before.digits, key);
  const { chosen } = before;
  // A complaint stands until the next digit.
  const saying = chosen ? "repeat" : digits === "" ? before.said : "choose";
  if (digits.length < PIN_LENGTH) return { chosen, digits, said: saying };
  if (!chosen) return tooEasy(digits) ? { ...CHOOSE, said: "easy" } : { chosen: digits, digits: "", said: "repeat" };
  return digits === chosen ? { chosen, digits, said: "done" } : { ...CHOOSE, said: "differ" };
}
