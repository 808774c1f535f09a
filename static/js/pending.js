// @ts-check
/** The kept handouts as the screens know them (see queue/queue.js). Imports the queue. */

export { takeBackKept } from "./queue/undo.js";
export { deliver, keep, newId, takeNumber, unanswered, unsent } from "./queue/queue.js";

/** @typedef {import("./pure/kept.js").Kept} Kept */
/** @typedef {import("./queue/queue.js").ChosenLine} ChosenLine */
