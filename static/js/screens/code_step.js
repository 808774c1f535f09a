// @ts-check
/** Where a one-time code comes from: the camera or a field to type it in. Imports making, the camera pane, codes. */

import { WORDS, errorSentence } from "../words.js";
import { make } from "../make.js";
import { readCode } from "../pure/pairing_code.js";
import { latinKey } from "../pure/card_text.js";
import { cameraSentence } from "./camera_pane.js";

/**
 * @typedef {object} CodeStepDeps
 * @property {string} title
 * @property {readonly string[]} lines
 * @property {string} [hint] why the last code did not do
 * @property {typeof import("../camera.js").readCards} readCards
 * @property {(code: string) => void} onCode called once, with a whole code
 */

/**
 * Shows the step.
 * @param {HTMLElement} root
 * @param {CodeStepDeps} deps
 * @returns {() => void} unmount
 */
export function mountCodeStep(root, { title, lines, hint = "", readCards, onCode }) {
  const field = make("input", { id: "code", type: "text", dir: "ltr", autocapitalize: "characters", autocomplete: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "go", maxlength: "400", placeholder: "ABCDE 12345" });
  const said = make("p", { id: "code-hint", class: "hint", role: "alert" }, hint);
  const form = make("form", { autocomplete: "off", novalidate: true }, make("label", { for: "code" }, WORDS.pairCode));
  form.append(make("div", { class: "field" }, field, make("button", { class: "second", type: "submit" }, WORDS.goOn)), said);
  const finder = make("div", { class: "finder", "data-camera": "starting" });
  const video = make("video", { id: "camera", playsinline: true, "aria-label": WORDS.camera });
  video.muted = true;
  const state = make("p", { id: "camera-state", role: "status" });
  finder.append(video, make("span", { class: "frame", "aria-hidden": "true" }), state);

  const text = make("section", { class: "gate-who" }, make("h1", {}, title), ...lines.map((line) => make("p", {}, line)), form);
  root.replaceChildren(make("main", { class: "gate" }, text, make("section", { class: "gate-pad" }, make("h2", {}, WORDS.pairScan), finder)));

  let taken = false;
  function take(/** @type {string} */ brought) {
    const read = taken ? null : readCode(brought);
    if (!read) return false;
    taken = true;
    onCode(read.code);
    return true;
  }
  field.addEventListener("keydown", (event) => {
    const latin = latinKey(event);
    if (latin === "" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.setRangeText(latin, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  });
  field.addEventListener("input", () => void (said.textContent = ""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!take(field.value)) said.textContent = errorSentence("code-incomplete");
  });
  const camera = readCards(video, {
    onCard: take,
    onState: (now) => {
      finder.dataset["camera"] = now;
      state.textContent = cameraSentence(now);
    },
  });
  return () => camera.stop();
}
