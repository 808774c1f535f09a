// @ts-check
/** What the tray says of the rows that this tablet still holds. Imports the catalogue and digits. */

import { WORDS, digits } from "../words.js";

/**
 * @typedef {{ lines: number, stuck: number, durable: boolean }} Held lines that the site has not answered, those of
 *   them that it refused to read, and whether the browser promised to keep them
 */

/** One sentence, or nothing where nothing is held. @param {Held} held */
export function heldWords({ lines, stuck, durable }) {
  if (lines === 0) return "";
  const parts = [`${digits(lines)} ${WORDS.heldHere}`];
  if (stuck > 0) parts.push(`${digits(stuck)} ${WORDS.heldStuck}`);
  if (!durable) parts.push(WORDS.heldUnsure);
  return parts.join("؛ ");
}
