// @ts-check
/** The routes of the stock; for the lead. Imports the one way to the site. */

import { ask } from "./ask.js";

/** @typedef {{ act_id: string, org: string, item: string }} OfItem */

/** What is there, lot by lot, and what was done since the last close. */
export const readStock = () => ask("GET", "stock");

/** What households may still have in this period; the site looks at all of them. */
export const readNeeds = () => ask("GET", "stock-needs");

/** So many came in. @param {OfItem & { quantity: number, sender: string | null, waybill: string | null }} receipt */
export const receive = (receipt) => ask("POST", "stock-receipts", receipt);

/** So many left without a card. @param {OfItem & { quantity: number, why: string, to: string | null, waybill: string | null }} issue */
export const issue = (issue) => ask("POST", "stock-issues", issue);

/** So many lie there. @param {OfItem & { counted: number, why: string | null }} count */
export const count = (count) => ask("POST", "stock-counts", count);

/** An act was a mistake. @param {{ act_id: string, ref: string }} undoing */
export const undo = (undoing) => ask("POST", "stock-undoings", undoing);
