// @ts-check
/** The lead's search and what is due to whom it found. The words go in the body, never in an address. Imports the one way to the site. */

import { ask } from "./ask.js";

/** Households that a text may mean; asked once, for each asking counts. @param {string} text */
export const search = (text) => ask("POST", "searches", { text });

/** What is due to a household, without its card. @param {string} household */
export const readHouseholdDue = (household) => ask("GET", `households/${household}/due`);
