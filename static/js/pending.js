// @ts-check
/**
 * Keeps every handout request from the tap until it is answered, and repeats it with the same ids.
 *
 * One IndexedDB transaction takes the tablet's next numbers and keeps the request, so that the count has
 * no gap and no repeat, in two windows or after a crash. No personal data is kept: the card's text,
 * random ids, programme titles. Imports ids and the meaning of outcomes.
 */

import { uuid7 } from "./pure/uuid7.js";
import { backoff_ms, decidesAll, outcomeUnknown } from "./pure/outcome.js";

/** @typedef {import("./wire.js").HandoutRequest} HandoutRequest */
/** @typedef {{ request: HandoutRequest, titles: import("./pure/decision_view.js").Titles }} Kept */
/** @typedef {{ tseq: number, waiting: Kept[] }} Tablet */
/** @typedef {{ programme: string, quantity: number, members: string[] }} ChosenLine */

const STORE = "tablets";

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("fieldpoint", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

/**
 * The tablet's record after `change`, on the disk when the promise is kept.
 * @param {string} tab
 * @param {(tablet: Tablet) => Tablet} change
 * @returns {Promise<Tablet>}
 */
async function update(tab, change) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      // Strict: a request that may have reached the site must not be forgotten by a tablet that lost power.
      const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
      const store = transaction.objectStore(STORE);
      const asked = store.get(tab);
      /** @type {Tablet} */
      let after = { tseq: 0, waiting: [] };
      asked.onsuccess = () => {
        after = change(asked.result ?? after);
        store.put(after, tab);
      };
      transaction.oncomplete = () => resolve(after);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** A fresh id for one line or one act. */
export function newId() {
  return uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/**
 * The request with an id and a number for each line, kept before it is sent.
 * @param {string} tab
 * @param {string | null} text null for somebody without a card
 * @param {ChosenLine[]} lines
 * @param {import("./pure/decision_view.js").Titles} titles
 * @returns {Promise<Kept>}
 */
export async function keep(tab, text, lines, titles) {
  const ids = lines.map(newId);
  const { waiting } = await update(tab, (tablet) => {
    const numbered = lines.map((line, place) => ({ handout_id: ids[place] ?? "", tseq: tablet.tseq + 1 + place, ...line }));
    return { tseq: tablet.tseq + lines.length, waiting: [...tablet.waiting, { request: { text, lines: numbered }, titles }] };
  });
  const kept = waiting[waiting.length - 1];
  if (!kept) throw new Error("not kept");
  return kept;
}

/** The first of so many numbers of the tablet's count, for acts that are no handout. @param {string} tab @param {number} many */
export async function takeNumbers(tab, many) {
  return (await update(tab, (tablet) => ({ ...tablet, tseq: tablet.tseq + many }))).tseq - many + 1;
}

/** The requests that were never answered, oldest first. @param {string} tab */
export async function unanswered(tab) {
  return (await update(tab, (tablet) => tablet)).waiting;
}

/** Forgets a request that was answered. @param {string} tab @param {Kept} kept */
async function forget(tab, kept) {
  const id = kept.request.lines[0]?.handout_id;
  await update(tab, (tablet) => ({
    ...tablet,
    waiting: tablet.waiting.filter((other) => other.request.lines[0]?.handout_id !== id),
  }));
}

/**
 * The site's answer to a kept request, asked again with the same ids until there is one.
 *
 * A lost session comes back at once as its 401, and the request stays kept.
 * @param {string} tab
 * @param {Kept} kept
 * @param {object} deps
 * @param {(request: HandoutRequest) => Promise<import("./pure/outcome.js").Outcome>} deps.send
 * @param {(ms: number) => Promise<void>} deps.wait
 * @param {(tab: string, kept: Kept) => Promise<void>} [deps.done]
 * @returns {Promise<import("./pure/outcome.js").Answer | import("./pure/outcome.js").Problem>}
 */
export async function deliver(tab, kept, { send, wait, done = forget }) {
  for (let tries = 0; ; tries += 1) {
    const outcome = await send(kept.request);
    if (outcome.kind === "problem" && outcome.status === 401) return outcome;
    const complete = outcome.kind !== "answer" || decidesAll(outcome.value, kept.request.lines);
    if (outcome.kind !== "silence" && complete && !outcomeUnknown(outcome)) {
      await done(tab, kept);
      return outcome;
    }
    await wait(backoff_ms(tries));
  }
}
