// @ts-check
/**
 * Whether a card's Ed25519 signature is one of the site's keys: by the browser itself, or, where it does not know
 * Ed25519 (before Chrome 137 and Safari 17), by a small library of the build. Imports nothing.
 */

const LIBRARY = new URL("../../vendor/noble-ed25519/index.js", import.meta.url);

/** @typedef {(signature: Uint8Array<ArrayBuffer>, signed: Uint8Array<ArrayBuffer>, key: Uint8Array<ArrayBuffer>) => Promise<boolean>} Check */

/** The bytes of a base64url text. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (symbol) => symbol.charCodeAt(0));
}

/** @param {SubtleCrypto} subtle @returns {Check} */
const byBrowser = (subtle) => async (signature, signed, key) => {
  const imported = await subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return subtle.verify({ name: "Ed25519" }, imported, signature, signed);
};

/** @type {Check} */
async function byLibrary(signature, signed, key) {
  const { verifyAsync } = await import(LIBRARY.href);
  // RFC 8032, as the site checks: no second spelling of a signature is one.
  return verifyAsync(signature, signed, key, { zip215: false }).catch(() => false);
}

/** The check that this browser can do. @param {SubtleCrypto} subtle @returns {Promise<Check>} */
export async function chooseCheck(subtle) {
  try {
    // The base point of the curve is a key that every browser with Ed25519 takes.
    const point = new Uint8Array(32).fill(0x66);
    point[0] = 0x58;
    await subtle.importKey("raw", point, { name: "Ed25519" }, false, ["verify"]);
    return byBrowser(subtle);
  } catch {
    return byLibrary;
  }
}
