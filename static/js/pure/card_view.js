// @ts-check
/** How a card stands, in words, and what a lead can do with it. Imports the catalogue and Jalali words; the caller brings the time. */

import { WORDS, digits, errorSentence, fill, joined } from "../words.js";
import { sinceWords } from "./decision_view.js";
import { momentWords } from "./jalali.js";

/** @typedef {import("../wire_cards.js").CardView} CardView */
/** @typedef {"picture" | "suspend" | "give-back" | "revoke" | "reprint" | "reissue"} Way */

/** @type {Readonly<Record<import("../wire_cards.js").CardState, string>>} */
const STATES = {
  printed: WORDS.cardStatePrinted,
  bound: WORDS.cardGood,
  suspended: WORDS.cardSuspended,
  revoked: WORDS.cardRevoked,
  blocked: WORDS.cardStateBlocked,
};

/** @type {Readonly<Record<import("../wire_cards.js").CardState, readonly Way[]>>} */
const WAYS = {
  printed: ["picture", "reprint", "revoke"],
  bound: ["picture", "suspend", "reprint", "reissue", "revoke"],
  suspended: ["give-back", "reissue", "revoke"],
  revoked: [],
  blocked: ["reprint", "reissue", "revoke"],
};

/** What can be done with a card as it stands. @param {CardView} card */
export const waysOf = ({ state }) => WAYS[state];

/** Whether a card may still be used, or become usable again. @param {CardView} card */
export const inForce = ({ state }) => state !== "revoked" && state !== "printed";

/** A short code as it is printed, in two halves; from the left in every direction. @param {string} short */
export const shownShort = (short) => `\u2066${short.slice(0, 4)}-${short.slice(4)}\u2069`;

/** A card in words: its code, its state, since when. @param {CardView} card @param {number} now_ms */
export function cardView(card, now_ms) {
  const { state, since, bound_at, reprinted_at } = card;
  const when = (/** @type {string} */ word, /** @type {number | null} */ at) => (at === null ? "" : fill(word, { when: momentWords(at, now_ms) }));
  const whose = card.household === null ? WORDS.cardNobody : fill(WORDS.cardOf, { label: card.label });
  return {
    title: WORDS.cardShort.replace("{short}", shownShort(card.short)),
    state: STATES[state],
    whose,
    when: since !== null ? when(WORDS.cardStoppedSince, since) : when(WORDS.cardBoundSince, bound_at),
    print: joined(fill(WORDS.cardPrintNo, { n: digits(card.serial) }), when(WORDS.cardReprinted, reprinted_at)),
  };
}

/** Why an act on a card was refused; with its date where the site said one. @param {import("./outcome.js").Outcome} outcome @param {number} now_ms */
export function refusalOf(outcome, now_ms) {
  const code = outcome.kind === "problem" ? outcome.code : "no-answer";
  const at = outcome.kind === "problem" ? outcome.facts["at"] : null;
  return { sentence: errorSentence(code), when: typeof at === "number" ? sinceWords(at, now_ms) : "" };
}
