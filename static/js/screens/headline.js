// @ts-check
/** The verdict's place at the head of the screen: one state, one shape, one sentence. Imports dom. */

import { VERDICTS } from "../words.js";
import { find } from "../dom.js";
import { practising } from "../practice/mode.js";

/** While people practise, nothing says that something is to be handed over. */
const HANDED_OVER = ["granted", "stored"];

/**
 * Shows headlines in `#verdict`.
 * @param {ParentNode} root
 * @returns {(headline: import("../pure/decision_view.js").Headline) => void}
 */
export function mountHeadline(root) {
  const place = find(root, "#verdict", HTMLElement);
  const icon = find(place, "use", SVGUseElement);
  const sentence = find(place, ".sentence", HTMLElement);
  const note = find(place, ".note", HTMLElement);
  return (said) => {
    const headline = practising() && HANDED_OVER.includes(said.state) ? { ...said, state: "practice", sentence: VERDICTS["practice"] ?? "" } : said;
    place.dataset["state"] = headline.state;
    icon.setAttribute("href", `#i-${headline.state}`);
    sentence.textContent = headline.sentence;
    note.textContent = headline.note;
    note.hidden = headline.note === "";
  };
}
