// @ts-check
/**
 * What makes this browser a tablet of the site: a key that cannot leave it, its id, and its request numbers.
 *
 * The private key is made here and is not extractable; a copied browser folder is worth nothing elsewhere.
 * Nothing about a person is kept: whoever is signed in is known to the running page and to the site only.
 * Imports the exact bytes that are signed.
 */

import { nextSequence, pairingBytes, requestBytes } from "./pure/signed_request.js";
import { base64url } from "./pure/uuid7.js";

/**
 * @typedef {object} Device
 * @property {string} tablet the id the site gave it
 * @property {string} site the site's code
 * @property {string} desk the desk's name as the log knows it
 * @property {CryptoKeyPair} keys
 * @property {number} open_until while somebody is signed in: until when, in ms of UTC; else 0
 */

const STORE = "device";
/** A session lasts no longer, and so neither does going on without the site. */
const SHIFT_MS = 10 * 3600_000;
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("fieldpoint-device", 1);
    asked.onupgradeneeded = () => void asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * What is kept under a name after `change`; two windows never get the same result.
 * @template T
 * @param {string} name
 * @param {(before: T | undefined) => T | undefined} change undefined forgets it
 * @param {IDBTransactionOptions} [options]
 * @returns {Promise<T | undefined>}
 */
async function update(name, change, options = {}) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, "readwrite", options);
      const store = transaction.objectStore(STORE);
      const asked = store.get(name);
      /** @type {T | undefined} */
      let after;
      asked.onsuccess = () => {
        after = change(asked.result);
        if (after === undefined) store.delete(name);
        else if (after !== asked.result) store.put(after, name);
      };
      transaction.oncomplete = () => resolve(after);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** This tablet, or null where it was never paired or its storage is gone. @returns {Promise<Device | null>} */
export async function readDevice() {
  const kept = await update("tablet", (/** @type {Device | undefined} */ before) => before).catch(() => undefined);
  return kept ?? null;
}

/** Keeps what the site said when this browser was paired; on the disk when the promise is kept. @param {Device} device */
export async function keepDevice(device) {
  await update("tablet", () => device, { durability: "strict" });
}

/** Notes that the tablet is in somebody's hands or in nobody's, and the desk that the log knows. @param {boolean} held @param {string} [desk] */
export async function noteHeld(held, desk) {
  const open_until = held ? Date.now() + SHIFT_MS : 0;
  const noted = (/** @type {Device | undefined} */ before) => before && { ...before, desk: desk ?? before.desk, open_until };
  await update("tablet", noted, { durability: "strict" }).catch(() => undefined);
}

/** A fresh key of which only the public half can ever be read. @returns {Promise<CryptoKeyPair>} */
export function newKeys() {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

/** The public key, and the proof that its private half answers for a pairing code. @param {CryptoKeyPair} keys @param {string} code */
export async function pairingProof(keys, code) {
  const raw = await crypto.subtle.exportKey("raw", keys.publicKey);
  return { public_key: base64url(new Uint8Array(raw)), proof: await sign(keys, pairingBytes(code)) };
}

/**
 * The headers that say which tablet sends a request, to which start of the site, and for the only time.
 * @param {Device} device
 * @param {{ method: string, path: string, start: string, body: Uint8Array<ArrayBuffer>, beyond: boolean }} request
 */
export async function signedHeaders(device, { method, path, start, body, beyond }) {
  // A number forgotten with the power costs one repeat; waiting for the disk would cost every request.
  const taken = update("sequence", (/** @type {number | undefined} */ last) => nextSequence(last ?? 0, beyond), { durability: "relaxed" });
  const [sequence = 0, hash] = await Promise.all([taken, crypto.subtle.digest("SHA-256", body)]);
  const bytes = requestBytes({ method, path, start, sequence, body_hash: new Uint8Array(hash) });
  return {
    "Fieldpoint-Tablet": device.tablet,
    "Fieldpoint-Start": start,
    "Fieldpoint-Sequence": String(sequence),
    "Fieldpoint-Signature": await sign(device.keys, bytes),
  };
}

/** @param {CryptoKeyPair} keys @param {Uint8Array<ArrayBuffer>} bytes */
async function sign(keys, bytes) {
  return base64url(new Uint8Array(await crypto.subtle.sign(SIGNING, keys.privateKey, bytes)));
}
