// @ts-check
/** The file of a list and whose column names it has. Imports dom and the routes. */

import { LOCALE, WORDS, errorSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { readMappings } from "../../api_lists.js";

const MOST_BYTES = 10 * 1024 * 1024;

/** @typedef {{ said: string, onFile: (file: File, mapping: string) => void, onLocked: (outcome: import("../../pure/outcome.js").Outcome) => boolean }} ChooseDeps */

/** Fills the place; `said` is why one begins anew. @param {HTMLElement} body @param {ChooseDeps} deps */
export function mountChoose(body, { said, onFile, onLocked }) {
  const file = /** @type {HTMLInputElement} */ (el("input", { id: "list-file", class: "list-file", type: "file", accept: ".csv,.xlsx,text/csv" }));
  const names = /** @type {HTMLSelectElement} */ (el("select", { id: "list-mapping" }, el("option", { value: "plain", text: "plain" })));
  const warning = el("p", { class: "list-said", role: "alert", text: said });
  const go = button("first-small", WORDS.importRead, begin, "i-lists");
  const fields = [field("list-file", WORDS.importFile, file), field("list-mapping", WORDS.importMapping, names)];
  body.replaceChildren(warning, el("div", { class: "list-fields" }, ...fields), el("div", { class: "panel-buttons" }, go));

  function begin() {
    const [chosen] = file.files ?? [];
    warning.textContent = !chosen ? WORDS.importNone : chosen.size > MOST_BYTES ? WORDS.importTooLarge : chosen.size === 0 ? errorSentence("roster-empty") : "";
    if (chosen && !warning.textContent) onFile(chosen, names.value);
    else file.focus();
  }

  async function load() {
    const outcome = await readMappings();
    if (!names.isConnected || onLocked(outcome)) return;
    if (outcome.kind !== "answer") return void (warning.textContent = errorSentence(codeOf(outcome)));
    const mappings = /** @type {{ mapping: string, title: string, title_fa: string }[]} */ (outcome.value.mappings);
    const said = (/** @type {{ title: string, title_fa: string }} */ one) => (LOCALE.startsWith("fa") && one.title_fa) || one.title;
    names.replaceChildren(...mappings.map((one) => el("option", { value: one.mapping, text: said(one) })));
    names.value = "plain";
  }
  void load();
}

/** A labelled field. @param {string} id @param {string} word @param {HTMLElement} input */
export function field(id, word, input) {
  return el("div", { class: "list-field" }, el("label", { for: id, text: word }), input);
}
