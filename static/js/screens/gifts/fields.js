// @ts-check
/** Fields of the forms of donors and contributions. Imports dom and the lists' field. */

import { el } from "../../dom.js";
import { field } from "../lists/choose_list.js";

let made = 0;

/** @param {string} word @param {HTMLElement} input @param {string} [help] */
function labelled(word, input, help) {
  made += 1;
  input.id = `gift-field-${made}`;
  const place = field(input.id, word, input);
  if (help) place.append(el("span", { class: "quiet", text: help }));
  return place;
}

/**
 * A line to write on.
 * @param {string} word @param {{ help?: string, value?: string, list?: string, mode?: string, most?: number }} [how]
 */
export function textField(word, { help, value = "", list, mode, most = 120 } = {}) {
  const input = /** @type {HTMLInputElement} */ (el("input", { class: "gift-input", type: "text", autocomplete: "off", maxlength: most, inputmode: mode, list, value }));
  return { place: labelled(word, input, help), input };
}

/**
 * One of a few.
 * @param {string} word @param {readonly (readonly [string, string])[]} options value and word
 * @param {(value: string) => void} [onChoose]
 */
export function choiceField(word, options, onChoose) {
  const input = /** @type {HTMLSelectElement} */ (el("select", {}));
  /** @param {readonly (readonly [string, string])[]} all */
  const offer = (all) => input.replaceChildren(...all.map(([value, said]) => el("option", { value, text: said })));
  offer(options);
  if (onChoose) input.addEventListener("change", () => onChoose(input.value));
  return { place: labelled(word, input), input, offer };
}

/** @param {Readonly<Record<string, string>>} names */
export const optionsOf = (names) => Object.entries(names);

/** What was just done, or why not; said aloud. */
export function saying() {
  const place = el("p", { class: "list-said", role: "status" });
  return { place, say: (/** @type {string} */ text) => void (place.textContent = text) };
}
