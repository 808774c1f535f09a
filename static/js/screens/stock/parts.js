// @ts-check
/** Fields of the stock's forms: a number, one of a few words. Imports dom and the fields of the register. */

import { el } from "../../dom.js";
import { latinDigits } from "../../pure/digits.js";
import { field } from "../register/field.js";
import { word } from "./words.js";

let made = 0;

/** A number of things in whatever digits it is typed; null for what is none. @param {string} text @returns {number | null} */
export function readNumber(text) {
  const plain = latinDigits(text.trim()).replace(/[٬,]/g, "");
  return /^\d{1,7}$/.test(plain) ? Number(plain) : null;
}

/** A field for a number of things. @param {string} label @param {string} [name] what a test finds it by */
export function numberField(label, name = "quantity") {
  const one = field(`stock-${(made += 1)}`, label, { inputmode: "numeric", maxlength: 9, "data-field": name });
  return { ...one, read: () => readNumber(one.input.value) };
}

/** A field for a printed code or number. @param {string} label @param {string} name */
export function codeField(label, name) {
  const one = field(`stock-${(made += 1)}`, label, { dir: "ltr", maxlength: 32, "data-field": name });
  return { ...one, read: () => latinDigits(one.input.value.trim()) };
}

/** A reason, which has to be chosen. @param {string} label @param {Readonly<Record<string, string>>} reasons */
export function reasonField(label, reasons) {
  const id = `stock-${(made += 1)}`;
  const input = /** @type {HTMLSelectElement} */ (el("select", { id, "data-field": "why" }, el("option", { value: "", text: word("chooseWhy") })));
  for (const [value, text] of Object.entries(reasons)) input.append(el("option", { value, text }));
  return { root: el("div", { class: "ask" }, el("label", { for: id, text: label }), input), input, read: () => input.value || null };
}
