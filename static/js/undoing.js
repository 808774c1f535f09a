// @ts-check
/** Which rows a handout is taken back by. Imports nothing; the kept handouts are brought in. */

/** @typedef {import("./handing.js").Work} Work */

/**
 * The rows that are taken back at the site: those that it granted, and none where the tablet's own void goes with what
 * it still holds; null when it is too late.
 * @param {Work} work
 * @param {(kept: Work["kept"]) => Promise<true | string[] | null>} takeBackKept
 * @returns {Promise<string[] | null>}
 */
export async function rowsToUndo(work, takeBackKept) {
  if (work.state !== "stored") return work.lines.filter((line) => line.decision === "granted").map((line) => line.handout_id);
  const taken = await takeBackKept(work.kept).catch(() => null);
  return taken === true ? [] : taken;
}
