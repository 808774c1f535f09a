// @ts-check
/** The routes of lists in and out; for the lead. Imports the one way to the site, the repeating and its streams. */

import { ask } from "./ask.js";
import { followEvents } from "./events.js";
import { insist } from "./insist.js";
import { partsOf } from "./pure/parts.js";

/** @typedef {import("./wire_lists.js").ImportReply} ImportReply */
/** @typedef {import("./pure/outcome.js").Outcome} Outcome */

/** Whose names a list's columns may have. */
export const readMappings = () => ask("GET", "mappings");

/** How an upload stands. @param {string} id */
export const readImport = (id) => ask("GET", `imports/${id}`);

/** The list that was sent is read; nothing is written. @param {string} id */
export const previewImport = (id) => ask("POST", `imports/${id}/previews`, {});

/** The list that was looked at is written. @param {string} id */
export const confirmImport = (id) => ask("POST", `imports/${id}/confirmations`, {});

/** The upload is forgotten. @param {string} id */
export const cancelImport = (id) => insist(() => ask("POST", `imports/${id}/cancellations`, {}));

/** Each change of an upload until nothing is read or written. @param {string} id @param {AbortSignal} over @param {(stands: ImportReply) => void} onStands */
export const followImport = (id, over, onStands) => followEvents(`imports/${id}/events`, over, onStands);

/** Where the rows that must be mended lie. @param {string} id */
export const errorsPath = (id) => `imports/${id}/errors`;

/** A list leaves the site, once; the log has it. @param {import("./wire_lists.js").Exported} what @param {import("./wire_lists.js").Form} format @param {boolean} hxl */
export const orderExport = (what, format, hxl) => ask("POST", "exports", { what, format, hxl });

/** Where an ordered list lies. @param {string} id */
export const exportPath = (id) => `exports/${id}`;

/**
 * Sends a list part by part; each part is repeated until it is answered. The last outcome, or the first that is none;
 * null where it was called off.
 * @param {File} file
 * @param {string} mapping
 * @param {AbortSignal} over
 * @param {(stands: ImportReply) => void} onStands
 * @returns {Promise<Outcome | null>}
 */
export async function sendList(file, mapping, over, onStands) {
  let outcome = await ask("POST", "imports", { name: file.name.slice(0, 100), size: file.size, mapping });
  if (outcome.kind !== "answer") return outcome;
  const { import: id } = /** @type {ImportReply} */ (outcome.value);
  onStands(outcome.value);
  for await (const { number, content } of partsOf(file)) {
    if (over.aborted) return null;
    outcome = await insist(() => ask("POST", `imports/${id}/parts`, { number, content }));
    if (outcome.kind !== "answer") return outcome;
    if (!over.aborted) onStands(outcome.value);
  }
  return over.aborted ? null : outcome;
}
