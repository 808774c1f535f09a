// @ts-check
/** Where a day's open and close count the stock: empty until the shelf has come, and where nobody counts. Imports dom. */

import { errorSentence } from "../../words.js";
import { el } from "../../dom.js";

/** @typedef {import("../stock/shelf.js").Shelf} Shelf */

/** @param {"open" | "close"} when */
export function storePlace(when) {
  const place = el("div", { class: "shelf-place" });
  /** @type {Promise<void> | null} */
  let coming = null;
  /** @type {Shelf | null} */
  let shelf = null;
  /** @param {(shelf: Shelf) => void} [then] */
  const fetchShelf = (then = () => {}) => {
    coming ??= import("../stock/shelf.js").then(async ({ makeShelf }) => void (shelf = await makeShelf(place, when)), () => void (coming = null));
    void coming.then(() => shelf && then(shelf));
  };
  return {
    place,
    fetch: fetchShelf,
    /** What was counted; null where it cannot be taken so. */
    counts: () => (shelf ? shelf.counts() : []),
    /** @param {string} code */
    sentence: (code) => (shelf ? shelf.sentence(code) : errorSentence(code)),
    /** The next time it is read anew. */
    forget() {
      [coming, shelf] = [null, null];
      place.replaceChildren();
    },
  };
}
