// @ts-check
/**
 * The routes that a shift's screens ask beside scan and handout, each giving an outcome and never throwing.
 * Imports the one way to the site and its streams.
 */

import { ask } from "./ask.js";
import { followEvents } from "./events.js";

/** What runs here today. */
export const readProgrammes = () => ask("GET", "programmes");

/** What this tablet did since the last close. */
export const readHistory = () => ask("GET", "history");

/** What the whole site did since the last close. */
export const readActivity = () => ask("GET", "activity");

/** How the day goes. */
export const readCounts = () => ask("GET", "counts");

/** The open day, what the clock proposes, the last report. */
export const readDay = () => ask("GET", "day");

/** Opens a day whose date a person has confirmed, with what stands in stock. @param {string} day @param {boolean} anyway @param {import("./wire_stock.js").Counted[]} counts */
export const openDay = (day, anyway, counts) => ask("POST", "day/open", { day, anyway, counts });

/** Closes the day that is meant, after a count. @param {string} day @param {import("./wire_stock.js").Counted[]} counts */
export const closeDay = (day, counts) => ask("POST", "day/close", { day, counts });

/** Which overrides wait for a second person. */
export const readAwaited = () => ask("GET", "confirmations");

/** A second person stands by an override. @param {string} act_id @param {string} ref */
export const confirmOverride = (act_id, ref) => ask("POST", "confirmations", { act_id, ref });

/** A lead is asked about refused lines, or has said yes: by their digits here, or by their own session. @param {readonly string[]} refs @param {{ name: string, pin: string }} [lead] */
export const approve = (refs, lead) => ask("POST", "approvals", { refs, ...(lead ? { lead } : {}) });

/** The lead has said no. @param {readonly string[]} refs */
export const decline = (refs) => ask("POST", "approvals", { refs, declined: true });

/** What operators' tablets ask a lead about. */
export const readAsks = () => ask("GET", "approvals");

/** Who besides its members may collect for a household. @param {string} household */
export const readAlternates = (household) => ask("GET", `households/${household}/alternates`);

/** The lead decides later. @param {string} case_id @param {string | null} text @param {string | null} reason */
export const parkCase = (case_id, text, reason) => ask("POST", "parked-cases", { case_id, text, reason });

/** What waits for the lead. */
export const readCases = () => ask("GET", "parked-cases");

/** The lead has decided. @param {string} case_id */
export const endCase = (case_id) => ask("POST", `parked-cases/${case_id}/ends`, {});

/** Takes one of this tablet's own back. @param {{ void_id: string, tseq: number, ref: string }} undo */
export const takeBack = (undo) => ask("POST", "voids", undo);

/** Counts what is given freely. @param {{ tally_id: string, tseq: number, item: string, quantity: number, event?: string }} tap */
export const tally = (tap) => ask("POST", "tallies", tap);

/** The tablets of this site and who holds them. */
export const readTablets = () => ask("GET", "tablets");

/** Everything is sent to the registry now. */
export const sendNow = () => ask("POST", "sendings", {});

/** Follows a sending until it is over or the wait is called off; no answer ends it too. @param {AbortSignal} over @param {(stands: import("./wire.js").SendingReply) => void} onStands */
export const followSending = (over, onStands) => followEvents("sendings", over, onStands);
