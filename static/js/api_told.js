// @ts-check
/** What a lead asks about the log and the registry's word of it. Imports the one way to the site. */

import { ask } from "./ask.js";

/** What became of this site's rows at the registry. */
export const readVerdicts = () => ask("GET", "verdicts");

/** The log goes on in a new life; the site looks for lost rows at the registry first. @param {string} pin of whoever is signed in */
export const openEpoch = (pin) => ask("POST", "epochs", { pin });
