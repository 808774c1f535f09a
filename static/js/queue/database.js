// @ts-check
/** The IndexedDB of the queue: its stores, and one transaction over them. Imports nothing. */

const NAME = "fieldpoint-queue";
export const HANDOUTS = "handouts";
export const NUMBERS = "numbers";
export const KNOWN = "known";

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      const handouts = asked.result.createObjectStore(HANDOUTS, { keyPath: "place", autoIncrement: true });
      for (const field of ["state", "card"]) handouts.createIndex(field, field);
      asked.result.createObjectStore(NUMBERS);
      asked.result.createObjectStore(KNOWN);
    };
    asked.onsuccess = () => {
      // A newer page in another window, or a browser that lets go: open it again when it is next asked for.
      const letGo = () => {
        asked.result.close();
        opened = null;
      };
      asked.result.onversionchange = letGo;
      asked.result.onclose = letGo;
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
  opened.catch(() => void (opened = null));
  return opened;
}

/**
 * What `work` answers in one transaction, on the disk when the promise is kept.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: (name: string) => IDBObjectStore, give: (value: T) => void) => void} work
 * @returns {Promise<T>}
 */
export async function within(mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    // Strict: a handout that may have reached the site must not be forgotten by a tablet that lost power.
    const transaction = database.transaction([HANDOUTS, NUMBERS, KNOWN], mode, { durability: mode === "readwrite" ? "strict" : "default" });
    /** @type {T} */
    let answer;
    transaction.oncomplete = () => resolve(answer);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    work((name) => transaction.objectStore(name), (value) => void (answer = value));
  });
}

/** What comes of a request. @template T @param {IDBRequest<T>} request @param {(value: T) => void} then */
export function after(request, then) {
  request.onsuccess = () => then(request.result);
}
