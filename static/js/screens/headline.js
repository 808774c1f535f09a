// @ts-check
/** The verdict's place at the head of the screen: one state, one shape, one sentence. Imports dom. */

import { find } from "../dom.js";

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
  return (headline) => {
    place.dataset["state"] = headline.state;
    icon.setAttribute("href", `#i-${headline.state}`);
    sentence.textContent = headline.sentence;
    note.textContent = headline.note;
    note.hidden = headline.note === "";
  };
}
