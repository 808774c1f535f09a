// @ts-check
/**
 * The desk's and the lead's routes: one function each, giving an outcome and never throwing.
 * Imports the asking.
 */

import { ask } from "./ask.js";
import { outcomeUnknown } from "./pure/outcome.js";

export { outcomeUnknown };

/** The holder of a card and all that is due. @param {string} text */
export const scan = (text) => ask("POST", "scans", { text });

/** Hands out the lines; the same ids get the same answer. @param {import("./wire.js").HandoutRequest} request */
export const handOut = (request) => ask("POST", "handouts", request);

/** The day, the unsent rows and the registry's line. */
export const readStatus = () => ask("GET", "status");
