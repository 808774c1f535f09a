// @ts-check
/** The households whose file is to be looked at again, by their codes; nobody's name before one is opened. Imports dom. */

import { WORDS, fill, joined } from "../../words.js";
import { el } from "../../dom.js";
import { readReviews } from "../../api_register.js";
import { dayWords } from "../../pure/jalali.js";

/** @typedef {import("../../wire_register.js").Overdue} Overdue */
/** @typedef {import("../../wire_register.js").ReviewsReply} ReviewsReply */

/**
 * Fills the place where anybody waits; else it stays empty.
 * @param {HTMLElement} place
 * @param {(household: string) => void} onOpen
 * @param {(outcome: import("../../pure/outcome.js").Outcome) => boolean} onLocked
 */
export async function showReviews(place, onOpen, onLocked) {
  const outcome = await readReviews();
  if (onLocked(outcome) || outcome.kind !== "answer") return;
  const { count, households } = /** @type {ReviewsReply} */ (outcome.value);
  const open = place.querySelector("details")?.open ?? false;
  const list = el("ul", { class: "found" }, ...households.map((one) => line(one, onOpen)));
  const more = count > households.length ? el("p", { class: "quiet", text: fill(WORDS.reviewsMore, { n: count - households.length }) }) : null;
  const shown = el("details", { class: "reviews card", open }, el("summary", {}, el("strong", { text: fill(WORDS.reviewsTitle, { n: count }) })), list, more);
  place.replaceChildren(...(count > 0 ? [shown] : []));
}

/** @param {Overdue} one @param {(household: string) => void} onOpen */
function line({ household, code, neighbourhood, review_on, size }, onOpen) {
  const said = el("span", { class: "found-said" }, el("strong", { text: fill(WORDS.householdCode, { code }) }), el("span", { class: "quiet", text: joined(neighbourhood, fill(WORDS.peopleCount, { n: size })) }));
  const made = el("button", { class: "review-one", type: "button" }, said, el("span", { class: "overdue", text: dayWords(review_on) }));
  made.addEventListener("click", () => onOpen(household));
  return el("li", {}, made);
}
