// @ts-check
/**
 * Taking back what this tablet handed over on its own word. The fact is not dropped: the site may have it already,
 * because an answer that was lost is no "no". It keeps its place, goes to the site, and its void goes with it in
 * the same request; nothing vanishes, and whatever was in flight meanwhile is sent once more with the void.
 * Imports the store, the bell and what may be taken back.
 */

import { ring } from "./bell.js";
import { newId } from "./queue.js";
import { updateNumbered } from "./store_numbered.js";
import { takenBack } from "../pure/kept.js";

/**
 * Takes a kept handout back: `true` when its void is on the disk, else the rows that the site holds by now and that
 * are taken back there; null when it is too late or nothing is known of it.
 * @param {string} tab
 * @param {import("../pure/kept.js").Kept} kept
 * @returns {Promise<true | string[] | null>}
 */
export async function takeBackKept(tab, { place, request }) {
  const ids = request.lines.map(newId);
  const now = await updateNumbered(tab, place, ids.length, (before, taken) =>
    takenBack(before, ids.map((void_id, at) => ({ void_id, tseq: taken[at] ?? 0 })), Date.now()),
  );
  ring();
  if (now?.undone) return true;
  if (now?.state !== "done") return null;
  return [...new Set(now.answers.filter((one) => one.decision === "granted").map((one) => one.row_id ?? one.handout_id))];
}
