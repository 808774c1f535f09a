// @ts-check
/**
 * The pad for six digits: large keys, and the keyboard wherever the focus is not in a text field.
 * Imports making of elements, digits and the pad's rules.
 */

import { WORDS, digits as inDigits } from "../words.js";
import { make, makeButton, makeIcon } from "../make.js";
import { PIN_LENGTH, padKey } from "../pure/pin_pad.js";

/** As on every telephone, from left to right in Persian too. */
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"];

/**
 * @typedef {object} Pad
 * @property {HTMLElement} element
 * @property {(digits: string) => void} show how many digits are there; which ones is never shown
 * @property {(waiting: boolean) => void} rest takes no key while waiting
 * @property {() => void} shake says no without a word
 * @property {() => void} stop
 */

/** A pad that gives each key: a digit, `back` or `clear`. @param {string} label @param {(key: string) => void} onKey @returns {Pad} */
export function makePad(label, onKey) {
  const dots = Array.from({ length: PIN_LENGTH }, () => make("span", { class: "dot" }));
  const count = make("output", { class: "unseen", "aria-live": "polite" });
  const keys = KEYS.map((key) => padButton(key, () => onKey(key)));
  const row = make("div", { class: "dots", "aria-hidden": "true" }, ...dots);
  const element = make("div", { class: "pad", role: "group", "aria-label": label }, row, count, make("div", { class: "keys" }, ...keys));
  let resting = false;

  function onKeyDown(/** @type {KeyboardEvent} */ event) {
    const key = event.ctrlKey || event.metaKey || event.altKey ? null : padKey(event.key);
    if (key === null || resting || takesText(event.target)) return;
    event.preventDefault();
    onKey(key);
  }
  document.addEventListener("keydown", onKeyDown);
  return {
    element,
    show(digits) {
      dots.forEach((dot, place) => dot.classList.toggle("filled", place < digits.length));
      count.textContent = `${inDigits(digits.length)} ${WORDS.pinDigits}`;
    },
    rest(waiting) {
      resting = waiting;
      for (const key of keys) key.disabled = waiting;
    },
    shake() {
      row.classList.remove("shaken");
      void row.offsetWidth; // begins the movement anew
      row.classList.add("shaken");
    },
    stop: () => document.removeEventListener("keydown", onKeyDown),
  };
}

/** @param {string} key @param {() => void} act */
function padButton(key, act) {
  const drawn = key === "back" ? makeIcon("erase") : key === "clear" ? WORDS.eraseAll : inDigits(key);
  const button = makeButton(/[0-9]/.test(key) ? "key" : "key key-side", drawn, act);
  if (key === "back") button.setAttribute("aria-label", WORDS.erase);
  return button;
}

/** Whether keys pressed there are letters of a text. @param {EventTarget | null} target */
function takesText(target) {
  return target instanceof HTMLInputElement && target.type !== "radio";
}
