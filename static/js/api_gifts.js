// @ts-check
/** The routes of donors and contributions; for the lead. An act keeps its id and is repeated. Imports the one way to the site. */

import { ask } from "./ask.js";
import { insist } from "./insist.js";
import { newId } from "./pending.js";

/** Donors, contributions, what may be given, quarters. */
export const readGifts = () => ask("GET", "gifts");

/** What a donor may be told of a quarter. @param {string} quarter @param {string} donor empty: nobody who is known */
export const readStatement = (quarter, donor) => ask("GET", `gift-statements?quarter=${quarter}&donor=${donor}`);

/** Where the same lies as a sheet. @param {string} quarter @param {string} donor */
export const sheetPath = (quarter, donor) => `gift-statements/sheet?quarter=${quarter}&donor=${donor}`;

/**
 * One act, under a new id that stays when it is repeated.
 * @param {"donors" | "gifts" | "gift-arrivals" | "gift-deliveries" | "gift-completions" | "gift-withdrawals"} what
 * @param {object} said
 */
export function giftAct(what, said) {
  const body = { act_id: newId(), ...said };
  return insist(() => ask("POST", what, body));
}
