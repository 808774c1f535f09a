// @ts-check
/**
 * The routes of cards themselves. An act has an id of its own and is repeated with it until it is answered.
 * Imports the one way to the site, the repeating and the making of ids.
 */

import { ask } from "./ask.js";
import { insist } from "./insist.js";
import { newId } from "./pending.js";

/** @typedef {import("./wire_cards.js").CardRef} CardRef */

/** @param {string} path @param {object} said */
function act(path, said) {
  const body = { act_id: newId(), ...said };
  return insist(() => ask("POST", path, body));
}

/** How a card stands. @param {string} text */
export const lookAtCard = (text) => ask("POST", "card-looks", { text });

/** A household's cards, those in force first. @param {string} household */
export const readCardsOf = (household) => ask("GET", `households/${household}/cards`);

/** A blank card becomes a household's. @param {string} text @param {string} household */
export const bindCard = (text, household) => act("card-acts", { text, act: "bind", household });

/** A card is paused, given back or revoked. @param {CardRef} ref @param {"suspend" | "give-back" | "revoke"} what @param {"found" | "lost" | "damaged"} [why] */
export const changeCard = (ref, what, why) => act("card-acts", { ...ref, act: what, ...(why ? { why } : {}) });

/** A card that somebody found is suspended until it is given back. @param {string} text */
export const takeInFound = (text) => act("found-cards", { text });

/** A blank card takes the place of the lost one, or of all of a household. @param {string} household @param {string} text the blank one's @param {string | null} lost */
export const replaceCard = (household, text, lost) => act("card-replacements", { household, text, ...(lost ? { lost } : {}) });

/** The same card printed anew; its older prints are refused from then on. @param {CardRef} ref */
export const reprintCard = (ref) => act("card-prints", ref);

/** A new card in the place of this one. @param {CardRef} ref */
export const reissueCard = (ref) => act("card-reissues", ref);
