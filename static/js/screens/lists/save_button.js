// @ts-check
/** A button that saves a list of the site as a file, says how much has come, and calls it off. Imports dom and the saving. */

import { WORDS, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { saveFile } from "../../save_file.js";

const KILO = 1024;

/** What is said of a file on its way. @param {number} bytes */
export const comingWords = (bytes) => fill(WORDS.exportMaking, { n: Math.ceil(bytes / KILO) });

/** @param {string} word @param {string} path @param {string} name */
export function saveButton(word, path, name) {
  const said = el("span", { class: "quiet", role: "status" });
  const over = new AbortController();
  const save = button("second", word, async () => {
    save.disabled = true;
    const outcome = await saveFile(path, name, over.signal, (bytes) => void (said.textContent = comingWords(bytes)));
    save.disabled = false;
    said.textContent = outcome === null || outcome.kind === "answer" ? "" : errorSentence(codeOf(outcome));
  }, "i-lists");
  return el("div", { class: "panel-buttons" }, save, said);
}
