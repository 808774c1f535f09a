// @ts-check
/** A kept handout and the tablet's count, changed together in one transaction. Imports the database and the count. */

import { HANDOUTS, NUMBERS, after, within } from "./database.js";
import * as numbers from "../pure/numbers.js";

/** @typedef {import("../pure/kept.js").Kept} Kept */
/** @type {numbers.Count} */
const NONE = { tseq: 0 };

/** A handout after `change`, which is given the tablet's next numbers; they are used only where it is another by then. @param {string} tab @param {number} place @param {number} many @param {(kept: Kept, taken: number[]) => Kept} change @returns {Promise<Kept | null>} */
export function updateNumbered(tab, place, many, change) {
  return within("readwrite", (store, give) => {
    after(store(HANDOUTS).get(place), (/** @type {Kept | undefined} */ before) => {
      if (!before) return give(null);
      after(store(NUMBERS).get(tab), (count = NONE) => {
        const taken = numbers.takeNumbers(count, many);
        const now = change(before, taken.numbers);
        if (now !== before) {
          store(NUMBERS).put(taken.count, tab);
          store(HANDOUTS).put(now);
        }
        give(now);
      });
    });
  });
}
