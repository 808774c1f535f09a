// @ts-check
/**
 * Making this browser a tablet of the site: the lead's code, where the tablet stands, one tap.
 * Imports the steps and making of elements.
 */

import { WORDS, errorSentence } from "../words.js";
import { make, makeButton, makeIcon } from "../make.js";
import { halves } from "../pure/pairing_code.js";
import { mountCodeStep } from "./code_step.js";
import { makeTabletName } from "./tablet_name.js";

/**
 * @typedef {object} PairDeps
 * @property {(code: string, tablet_name: string) => Promise<import("../pure/outcome.js").Outcome>} pair
 * @property {typeof import("../camera.js").readCards} readCards
 * @property {() => void} onPaired
 * @property {string | null} code that the page was opened with
 * @property {string} title
 * @property {readonly string[]} lines
 */

/** @param {HTMLElement} root @param {PairDeps} deps @returns {() => void} unmount */
export function mountPair(root, deps) {
  let stop = () => {};

  function askCode(hint = "") {
    stop();
    stop = mountCodeStep(root, { ...deps, hint, onCode: askName });
  }

  function askName(/** @type {string} */ code) {
    stop();
    stop = () => {};
    const place = makeTabletName();
    const hint = make("p", { class: "hint", role: "alert" });
    const go = make("button", { id: "pair", class: "first", type: "submit" }, WORDS.pair);
    const read = make("p", { class: "gate-place" }, makeIcon("tick"), make("span", {}, WORDS.pairFound), make("bdi", { class: "code" }, halves(code)));
    const form = make("form", { class: "gate gate-one", autocomplete: "off", novalidate: true }, make("h1", {}, WORDS.pairTitle), read);
    form.append(place.element, hint, go, makeButton("second", WORDS.pairOther, () => askCode()));
    root.replaceChildren(make("main", { class: "gate-screen" }, form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (place.name() !== "") return void send(code, place.name(), go, hint);
      hint.textContent = errorSentence("tablet-name-missing");
      place.field.focus();
    });
  }

  /** @param {string} code @param {string} name @param {HTMLButtonElement} go @param {HTMLElement} hint */
  async function send(code, name, go, hint) {
    go.disabled = true;
    hint.textContent = WORDS.pairing;
    const outcome = await deps.pair(code, name).catch(() => ({ kind: /** @type {const} */ ("problem"), status: 0, code: "key-missing", facts: {} }));
    if (!go.isConnected) return;
    if (outcome.kind === "answer") return deps.onPaired();
    const said = outcome.kind === "problem" ? outcome.code : "no-answer";
    if (said === "pairing-code-wrong") return askCode(errorSentence(said));
    go.disabled = false;
    hint.textContent = errorSentence(said);
  }

  if (deps.code) askName(deps.code);
  else askCode();
  return () => stop();
}
