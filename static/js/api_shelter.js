// @ts-check
/** The routes of a night in a shelter; acts keep their ids, so each is repeated until it is answered. Imports the asking. */

import { ask } from "./ask.js";
import { insist } from "./insist.js";

const TRIES = 8;
/** @param {string} path @param {object} body */
const act = (path, body) => insist(() => ask("POST", path, body), TRIES);

/** How the night stands. */
export const readShelter = () => ask("GET", "shelter");

/** Who lies where. */
export const readStays = () => ask("GET", "shelter/stays");

/** Somebody went out, came back, or left for good. @param {string} act_id @param {string} stay @param {"out" | "back" | "left"} step */
export const stepStay = (act_id, stay, step) => act("stay-steps", { act_id, stay, step });

/** Somebody lies elsewhere: in a bed, or on the floor of a section. @param {string} act_id @param {string} stay @param {{ bed?: number, section?: string }} to */
export const moveStay = (act_id, stay, to) => act("stay-moves", { act_id, stay, ...to });

/** An admission is taken back. @param {string} act_id @param {string} stay @param {string} [reason] the lead's */
export const undoStay = (act_id, stay, reason) => act("stay-undoings", { act_id, stay, ...(reason ? { reason } : {}) });

/** A bed is kept. @param {{ act_id: string, until: number, section?: string, bed?: number, text?: string }} hold */
export const holdBed = (hold) => act("bed-holds", hold);

/** A bed is kept no longer. @param {string} act_id @param {string} hold */
export const endHold = (act_id, hold) => act("bed-hold-ends", { act_id, hold });

/** What the house has. @param {string} act_id @param {import("./wire_shelter.js").SectionRequest[]} sections */
export const layOut = (act_id, sections) => act("shelter-layouts", { act_id, sections });

/** The night is cold, or no longer. @param {string} act_id @param {boolean} on */
export const setCold = (act_id, on) => act("cold-nights", { act_id, on });

/** What this shift writes down for the next. @param {string} note */
export const writeNote = (note) => ask("POST", "shelter-notes", { note });
