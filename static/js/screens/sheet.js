// @ts-check
/** What the quieter screens are made of: a titled sheet, a short word in place of a list, a choice. Imports dom. */

import { button, el } from "../dom.js";

/** A screen with a title, a line of help and what stands on it. @param {string} kind @param {string} title @param {string} help @param {...Node} children */
export function sheet(kind, title, help, ...children) {
  const head = el("header", { class: "sheet-head" }, el("h1", { text: title }), help ? el("p", { class: "quiet", text: help }) : null);
  return el("main", { class: `sheet ${kind}` }, head, ...children);
}

/** A panel with a title, as the lead's screens have. @param {string} kind @param {string} title @param {...Node} children */
export function panel(kind, title, ...children) {
  const id = `title-${kind}`;
  return el("section", { class: `panel panel-${kind}`, "aria-labelledby": id }, el("h2", { id, text: title }), ...children);
}

/** One sentence where there is nothing to list. @param {string} text */
export function emptyLine(text) {
  return el("p", { class: "empty", text });
}

/**
 * A few words of which one holds.
 * @param {string} label
 * @param {readonly { value: string, word: string, lang?: string }[]} options
 * @param {() => string} chosen
 * @param {(value: string) => void} onChoose
 */
export function choice(label, options, chosen, onChoose) {
  const group = el("div", { class: "choice", role: "group", "aria-label": label });
  const draw = () => {
    for (const one of group.children) one.setAttribute("aria-pressed", String(one.getAttribute("data-value") === chosen()));
  };
  for (const { value, word, lang } of options) {
    const made = button("choice-one", word, () => {
      onChoose(value);
      draw();
    });
    made.dataset["value"] = value;
    if (lang) made.lang = lang;
    group.append(made);
  }
  draw();
  return el("div", { class: "setting" }, el("span", { class: "setting-label", text: label }), group);
}
