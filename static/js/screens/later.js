// @ts-check
/** A screen that comes when it is first opened: nothing can be done with it without the site. Imports dom and the catalogue. */

import { WORDS, errorSentence } from "../words.js";
import { button, el } from "../dom.js";
import { emptyLine } from "./sheet.js";

/**
 * The screen, as soon as it is here; a sentence where it does not come, with the way back where there is one.
 * @template Deps
 * @param {() => Promise<(root: HTMLElement, deps: Deps) => () => void>} load
 * @param {() => void} [onBack]
 * @returns {(root: HTMLElement, deps: Deps) => () => void}
 */
export function later(load, onBack) {
  return (root, deps) => {
    let [here, unmount] = [true, () => {}];
    root.replaceChildren(emptyLine(WORDS.loading));
    load().then((mount) => void (here && (unmount = mount(root, deps)))).catch(() => void (here && root.replaceChildren(missing(onBack))));
    return () => {
      here = false;
      unmount();
    };
  };
}

/** @param {(() => void) | undefined} onBack */
function missing(onBack) {
  return el("main", { class: "roster-page" }, emptyLine(errorSentence("no-answer")), onBack ? button("second", WORDS.back, onBack) : null);
}
