// @ts-check
/**
 * The desk's and the lead's routes: one function each, giving an outcome and never throwing.
 * Imports the asking.
 */

import { ask } from "./ask.js";
import { outcomeUnknown } from "./pure/outcome.js";

export { outcomeUnknown };

/** The holder of a card and all that is due, to whoever stands there where that was said. @param {string} text @param {string | null} [collector] */
export const scan = (text, collector = null) => ask("POST", "scans", { text, collector });

/** Hands out the lines, or admits somebody for the night with them; the same ids get the same answer. @param {import("./pure/kept.js").Request} request */
export const handOut = ({ night, ...lines }) => ask("POST", night ? "admissions" : "handouts", { ...lines, ...night });

/** The day, the unsent rows and the registry's line; the site hears how many lines this tablet holds. @param {number} [held] */
export const readStatus = (held = 0) => ask("GET", `status?held=${held}`);

/** What was handed over while the site gave no answer. @param {object} facts */
export const sendFacts = (facts) => ask("POST", "facts", facts);

/** The keys of cards, and what may be handed over while the site gives no answer. */
export const readOffline = () => ask("GET", "offline");

/** Whether the site's log holds what this tablet was shown. @param {object} receipts */
export const offerReceipts = (receipts) => ask("POST", "receipts", receipts);
