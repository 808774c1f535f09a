// @ts-check
/** Words and small pieces that several panels of the night share. Imports dom and the night's words. */

import { digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { ageWord, placeWord } from "../../pure/shelter_view.js";
import { NIGHT } from "./words.js";

/** Where somebody lies. @param {import("../../pure/shelter_view.js").Lies} place */
export function placeSaid(place) {
  const { word, n } = placeWord(place);
  return fill(NIGHT[word], { n });
}

/** How old a figure is. @param {number} told_at @param {number} at */
export function ageSaid(told_at, at) {
  const { word, n } = ageWord(told_at, at);
  return fill(NIGHT[word], { n });
}

/** A number with a label above it and a word below. @param {string} label @param {number} n @param {string} below @param {string} [tone] */
export function figure(label, n, below, tone = "") {
  return el(
    "div",
    { class: "night-figure", "data-tone": tone || undefined },
    el("span", { class: "night-label", text: label }),
    el("strong", { class: "night-number", text: digits(n) }),
    el("span", { class: "night-below", text: below }),
  );
}

/** One sentence of what came of an act. @param {HTMLElement} said @param {string} text @param {boolean} [good] it was done */
export function tell(said, text, good = false) {
  said.textContent = text;
  said.dataset["good"] = String(good);
}

/** A labelled field of a form. @param {string} id @param {string} label @param {Record<string, string>} given */
export function field(id, label, given) {
  const input = /** @type {HTMLInputElement} */ (el("input", { id, ...given }));
  return { input, row: el("div", { class: "night-field" }, el("label", { for: id, text: label }), input) };
}
