// @ts-check
/** What came of a registration, and the ways on. Imports dom. */

import { el } from "../../dom.js";

/** A sentence to be read first, and its buttons. @param {string} sentence @param {readonly HTMLElement[]} ways */
export function endedCard(sentence, ways) {
  const title = el("h2", { tabindex: -1, class: "good", text: sentence });
  return { root: el("div", { class: "registered card" }, title, el("div", { class: "panel-buttons" }, ...ways)), focus: () => title.focus() };
}
