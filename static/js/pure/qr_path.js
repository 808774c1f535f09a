// @ts-check
/** A QR as the site sends it, made one path of an SVG. Pure: imports nothing. */

export const MARGIN = 4;

/**
 * The path of the dark modules, each run of a row one rectangle, with the margin that readers need; null
 * where the rows are not a square of noughts and ones.
 * @param {unknown} rows
 * @returns {{ path: string, size: number } | null}
 */
export function qrPath(rows) {
  if (!Array.isArray(rows) || rows.length < 21 || rows.length > 177) return null;
  if (!rows.every((row) => typeof row === "string" && row.length === rows.length && /^[01]+$/.test(row))) return null;
  const runs = rows.flatMap((row, y) =>
    [.../** @type {string} */ (row).matchAll(/1+/g)].map((run) => `M${run.index + MARGIN} ${y + MARGIN}h${run[0].length}v1h-${run[0].length}z`),
  );
  return { path: runs.join(""), size: rows.length + 2 * MARGIN };
}
