// @ts-check
/**
 * The register of people: what is typed is understood, compared and saved; a record becomes another; practice.
 * People travel in bodies only, never in an address. Imports the one way to the site.
 */

import { ask } from "./ask.js";

/** What the site understands of a household that is being typed; nothing is kept. @param {object} draft */
export const readDraft = (draft) => ask("POST", "household-drafts", draft);

/** Saves a new household; the same id, the same answer. @param {object} household */
export const register = (household) => ask("POST", "households", household);

/** The whole record. @param {string} household */
export const readHousehold = (household) => ask("GET", `households/${household}`);

/** Who changed it, when and to what. @param {string} household */
export const readVersions = (household) => ask("GET", `households/${household}/versions`);

/** The households whose file is to be looked at again; nobody's name. */
export const readReviews = () => ask("GET", "reviews");

/** Somebody may collect for a household from now on. @param {{ act_id: string, household: string, given_name: string, family_name: string, relation: string }} alternate */
export const addAlternate = (alternate) => ask("POST", "alternates", alternate);

/** A member or an alternate may not collect, or may again; no desk says a word. @param {{ act_id: string, household: string, person: string, on: boolean }} block */
export const blockCollector = (block) => ask("POST", "collector-blocks", block);

/** Who besides its members may collect, and who may not. @param {string} household */
export const readCollectors = (household) => ask("GET", `households/${household}/collectors`);

/** The record as it should be now. @param {string} household @param {object} version */
export const saveVersion = (household, version) => ask("POST", `households/${household}/versions`, version);

/** A birth, a death, a move, another head or a split. @param {string} household @param {object} event */
export const saveLifeEvent = (household, event) => ask("POST", `households/${household}/life-events`, event);

/** Two households are one. @param {{ act_id: string, kept: string, gone: string }} merge */
export const mergeHouseholds = (merge) => ask("POST", "merges", merge);

/** A merge was a mistake. @param {{ act_id: string, merge: string }} undoing */
export const undoMerge = (undoing) => ask("POST", "merge-undoings", undoing);

/** People practise on a tablet (none: this one) from here on, or no more. @param {boolean} on @param {string | null} [tablet] */
export const setPractice = (on, tablet = null) => ask("POST", "practice", { on, tablet });
