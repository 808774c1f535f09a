// @ts-check
/**
 * The field for a typed short code, and for scanners that type like a keyboard.
 * Imports dom, the reading of what was typed, and the listening for bursts.
 */

import { errorSentence } from "../words.js";
import { find } from "../dom.js";
import { latinKey, readTyped } from "../pure/card_text.js";
import { listenForBursts } from "../wedge.js";

const FAULTS = { incomplete: "short-code-length", "too-long": "body-too-large" };

/**
 * Gives each complete code once; a scanner's keys find the field from anywhere on the screen.
 * @param {ParentNode} root
 * @param {(text: string) => void} onCode
 * @returns {() => void} unmount
 */
export function mountShortCode(root, onCode) {
  const form = find(root, "#short-code-form", HTMLFormElement);
  const field = find(form, "#short-code", HTMLInputElement);
  const hint = find(form, "#short-code-hint", HTMLElement);

  function warn(/** @type {string} */ sentence) {
    hint.textContent = sentence;
    field.setAttribute("aria-invalid", String(sentence !== ""));
  }

  function take(/** @type {string} */ text) {
    warn("");
    field.value = "";
    field.blur();
    onCode(text);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = readTyped(field.value);
    if (!("text" in typed)) return warn(typed.kind === "empty" ? "" : errorSentence(FAULTS[typed.kind]));
    take(typed.text);
  });
  field.addEventListener("input", () => warn(""));

  function onKey(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length !== 1) return;
    if (document.querySelector("dialog[open]")) return; // a lead's name or digits are no card
    if (event.key === " " && event.target !== field) return; // a space presses the button that has the focus
    if (event.target !== field && event.target instanceof Element && event.target.matches("input, textarea")) return; // something else is being written
    if (event.target !== field) field.focus();
    const latin = latinKey(event);
    if (latin === "") return;
    event.preventDefault();
    field.setRangeText(latin, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
    warn("");
  }
  document.addEventListener("keydown", onKey);
  const stopBursts = listenForBursts((text) => document.querySelector("dialog[open]") === null && take(text));
  return () => {
    stopBursts();
    document.removeEventListener("keydown", onKey);
  };
}
