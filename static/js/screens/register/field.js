// @ts-check
/** One field to fill in, its name above it and what is said about it below. Imports dom. */

import { el } from "../../dom.js";

/** @typedef {"good" | "odd" | "fault"} Tone */
/** @typedef {{ root: HTMLElement, input: HTMLInputElement, say: (sentence: string, tone?: Tone) => void }} Field */

/** What no browser may keep, complete or correct: these are people. */
const PRIVATE = { autocomplete: "off", autocorrect: "off", autocapitalize: "off", spellcheck: "false" };

/**
 * A field of one line.
 * @param {string} id
 * @param {string} label
 * @param {Record<string, string | number | boolean | undefined>} [attributes]
 * @returns {Field}
 */
export function field(id, label, attributes = {}) {
  const input = /** @type {HTMLInputElement} */ (el("input", { id, type: "text", dir: "auto", maxlength: 60, "aria-describedby": `${id}-said`, ...PRIVATE, ...attributes }));
  const said = el("p", { class: "ask-said", id: `${id}-said`, "aria-live": "polite" });
  return {
    root: el("div", { class: "ask" }, el("label", { for: id, text: label }), input, said),
    input,
    say(sentence, tone = "good") {
      if (said.textContent !== sentence) said.textContent = sentence;
      said.dataset["tone"] = tone;
      input.setAttribute("aria-invalid", String(tone === "fault" && sentence !== ""));
    },
  };
}

/**
 * One of a few words. Its value is a key of `options`.
 * @param {string} id
 * @param {string} label
 * @param {Readonly<Record<string, string>>} options
 * @param {string} chosen
 */
export function selection(id, label, options, chosen) {
  const input = /** @type {HTMLSelectElement} */ (el("select", { id }));
  for (const [value, text] of Object.entries(options)) input.append(el("option", { value, text, selected: value === chosen }));
  return { root: el("div", { class: "ask" }, el("label", { for: id, text: label }), input), input };
}
