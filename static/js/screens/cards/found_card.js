// @ts-check
/**
 * A card that somebody found is handed in at the desk: shown, one tap, and it is refused until the lead gives it back.
 *
 * The button stands beside the reader, away from those of a handout, and only while a card lies there (the
 * stylesheet says when). Imports dom and the card's acts.
 */

import { WORDS } from "../../words.js";
import { find } from "../../dom.js";
import { takeInFound } from "../../api_cards.js";
import { refusalOf } from "../../pure/card_view.js";

/** @param {HTMLElement} root @param {import("../course.js").Course} course @param {{ onLocked: (outcome: import("../../pure/outcome.js").Outcome) => boolean }} deps */
export function mountFound(root, course, { onLocked }) {
  const tap = find(root, "#found-card", HTMLButtonElement);
  let here = true;

  tap.addEventListener("click", async () => {
    const { text } = course;
    if (text === "") return;
    course.close();
    course.about = null;
    course.face.say({ state: "looking", sentence: WORDS.foundCard, note: "" });
    const outcome = await takeInFound(text);
    if (!here || onLocked(outcome) || course.text !== text) return;
    const { sentence, when } = refusalOf(outcome, Date.now());
    if (outcome.kind === "answer") course.face.say({ state: "parked", sentence: WORDS.foundDone, note: WORDS.foundNote });
    else course.face.say({ state: outcome.kind === "problem" && outcome.status === 409 ? "refused" : "error", sentence, note: when });
  });
  return () => {
    here = false;
  };
}
