// @ts-check
/**
 * What this tablet keeps in IndexedDB: handouts until the registry holds them, the tablet's own count, and what
 * the site said for the time when it cannot be asked. No personal data: cards' texts, random ids, programmes.
 *
 * Imports the database and how a count goes on. Every function that writes has written to the disk when its promise is kept.
 */

import { HANDOUTS, KNOWN, NUMBERS, after, within } from "./database.js";
import * as numbers from "../pure/numbers.js";

/** @typedef {import("../pure/kept.js").Kept} Kept */
/** @typedef {Omit<Kept, "place">} NewKept */
/** @typedef {{ kit: import("../pure/blind.js").Kit, heads: import("../pure/heads.js").Heads, site: string, round: import("../pure/round.js").Carried, night: import("../pure/shelter_view.js").LastNight }} Known */

/** @typedef {import("../pure/numbers.js").Count} Count */
/** @type {Count} */
const NONE = { tseq: 0 };

/** The next number of a tablet's count. @param {string} tab @returns {Promise<number>} */
export function takeNumber(tab) {
  return within("readwrite", (store, give) => {
    after(store(NUMBERS).get(tab), (before = NONE) => {
      const taken = numbers.takeNumbers(before, 1);
      store(NUMBERS).put(taken.count, tab);
      give(taken.numbers[0] ?? 0);
    });
  });
}

/** Numbers that no row has are used again. @param {string} tab @param {number[]} unused @returns {Promise<void>} */
export function giveBack(tab, unused) {
  return within("readwrite", (store, give) => {
    give(undefined);
    after(store(NUMBERS).get(tab), (before = NONE) => void store(NUMBERS).put(numbers.giveBack(before, unused), tab));
  });
}

/** The handout that `make` makes of the tablet's next numbers, kept. @param {string} tab @param {number} many @param {(taken: number[]) => NewKept} make @returns {Promise<Kept>} */
export function add(tab, many, make) {
  return within("readwrite", (store, give) => {
    after(store(NUMBERS).get(tab), (before = NONE) => {
      const taken = numbers.takeNumbers(before, many);
      store(NUMBERS).put(taken.count, tab);
      const kept = make(taken.numbers);
      after(store(HANDOUTS).add(kept), (place) => give({ ...kept, place: Number(place) }));
    });
  });
}

/** Every handout that the site has not answered, oldest first. @returns {Promise<Kept[]>} */
export async function waiting() {
  const found = await within("readonly", (store, /** @type {(value: Kept[][]) => void} */ give) => {
    /** @type {Kept[][]} */
    const parts = [];
    give(parts);
    for (const state of ["asked", "fact", "stuck"]) after(store(HANDOUTS).index("state").getAll(state), (part) => parts.push(part));
  });
  return found.flat().sort((one, other) => one.place - other.place);
}

/** Every handout of a card that is kept. @param {string | null} card @returns {Promise<Kept[]>} */
export function ofCard(card) {
  return within("readonly", (store, give) => sameCard(store(HANDOUTS), card, give));
}

/** @param {IDBObjectStore} handouts @param {string | null} card @param {(found: Kept[]) => void} then */
function sameCard(handouts, card, then) {
  if (card === null) then([]);
  else after(handouts.index("card").getAll(card), then);
}

/**
 * A handout after `change`, as it is in the store by then; null from `change` forgets it.
 * @param {number} place
 * @param {(kept: Kept, sameCard: Kept[]) => Kept | null} change
 * @returns {Promise<Kept | null>}
 */
export function update(place, change) {
  return within("readwrite", (store, give) => {
    after(store(HANDOUTS).get(place), (/** @type {Kept | undefined} */ before) => {
      if (!before) return give(null);
      sameCard(store(HANDOUTS), before.card, (found) => {
        const now = change(before, found);
        if (now) store(HANDOUTS).put(now);
        else store(HANDOUTS).delete(place);
        give(now);
      });
    });
  });
}

/** A handout after `change`, with another beside it where it parted in two; null from `change` leaves all as it is. @param {number} place @param {(kept: Kept, sameCard: Kept[]) => { now: Kept, also: NewKept | null } | null} change @returns {Promise<{ now: Kept, also: Kept | null } | null>} */
export function part(place, change) {
  return within("readwrite", (store, give) => {
    after(store(HANDOUTS).get(place), (/** @type {Kept | undefined} */ before) => {
      sameCard(store(HANDOUTS), before?.card ?? null, (found) => {
        const made = before ? change(before, found) : null;
        if (!made) return give(null);
        const { now, also } = made;
        store(HANDOUTS).put(now);
        if (also) after(store(HANDOUTS).add(also), (added) => give({ now, also: { ...also, place: Number(added) } }));
        else give({ now, also: null });
      });
    });
  });
}

/** Forgets answered handouts. @param {(kept: Kept) => boolean} chosen */
export function drop(chosen) {
  return within("readwrite", (store, give) => {
    give(undefined);
    after(store(HANDOUTS).index("state").getAll("done"), (/** @type {Kept[]} */ found) => {
      for (const { place } of found.filter(chosen)) store(HANDOUTS).delete(place);
    });
  });
}

/** Answered handouts after `change`; one that it gives back as it is stays untouched. @param {(kept: Kept) => Kept} change */
export function changeDone(change) {
  return within("readwrite", (store, give) => {
    give(undefined);
    after(store(HANDOUTS).index("state").getAll("done"), (/** @type {Kept[]} */ found) => {
      for (const kept of found) if (change(kept) !== kept) store(HANDOUTS).put(change(kept));
    });
  });
}

/** What is known under a name, if anything. @template {keyof Known} K @param {K} name @returns {Promise<Known[K] | undefined>} */
export function known(name) {
  return within("readonly", (store, give) => after(store(KNOWN).get(name), give));
}

/** What is known under a name, after `change`; undefined forgets it. @template {keyof Known} K @param {K} name @param {(before: Known[K] | undefined) => Known[K] | undefined} change */
export function learn(name, change) {
  return within("readwrite", (store, give) => {
    after(store(KNOWN).get(name), (before) => {
      const now = change(before);
      if (now === undefined) store(KNOWN).delete(name);
      else if (now !== before) store(KNOWN).put(now, name);
      give(undefined);
    });
  });
}
