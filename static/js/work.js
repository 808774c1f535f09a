// @ts-check
/** A handout on its way, as types for the checker; nothing runs here. */

/** @typedef {import("./pure/outcome.js").Outcome | { kind: "stored", rest?: { work: Work, done: Promise<Result> } }} Result stored: on this tablet, until the site answers; `rest` of it waits for the site */
/** @typedef {import("./pending.js").Kept} Kept */
/**
 * @typedef {object} Work one handout of one card
 * @property {string} label how the card is told at the desk, or ""
 * @property {import("./wire.js").HandoutRequest} request as it was sent
 * @property {"saving" | "stored" | "granted" | "refused" | "failed" | "undone"} state
 * @property {import("./pure/decision_view.js").Titles} titles
 * @property {import("./wire.js").LineReply[]} lines as they were decided
 * @property {string} code what went wrong, or ""
 * @property {number} at when it was answered, by the page's own clock
 * @property {Kept} kept as the tablet keeps it
 * @property {boolean} [by_lead] it is upon a lead who is not signed in here, and theirs to take back
 */

export {};
