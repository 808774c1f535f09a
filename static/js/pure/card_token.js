// @ts-check
/**
 * What is on a card, read in the page: the parts of a signed token, or a short code with its check symbol.
 *
 * The twin of `fieldpoint/core/card.py`, for the hours in which the site cannot be asked. Imports ids' text form only.
 */

import { base64url } from "./uuid7.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TOKEN = /^[0-9a-z]{122}$/i;
const ADDRESS = /^https?:\/\/[a-z0-9.:[\]-]+\/c\/([0-9a-z]{122})$/i;
const SHORT = /^[0-9A-HJKMNP-TV-Z]{8}$/;
const VERSION = 1;
const NAMED = 12;
const CONTEXT = new TextEncoder().encode("fp/card/1\0");

/**
 * @typedef {object} Token a text of a token's form; nothing is known of it until its signature is checked
 * @property {"token"} kind
 * @property {number} kid
 * @property {string} card the card's random id, base64url
 * @property {number} serial which print of the card it is
 * @property {Uint8Array<ArrayBuffer>} signed what the signature is over
 * @property {Uint8Array<ArrayBuffer>} signature
 * @typedef {{ kind: "short", card: string }} ShortCode
 */

/** The bytes of 122 symbols of Crockford's base32, or null where a character is none or a filling bit is set. @param {string} text */
function bytesOf(text) {
  const bytes = new Uint8Array(76);
  let held = 0;
  let bits = 0;
  let place = 0;
  for (const symbol of text.toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0")) {
    const value = ALPHABET.indexOf(symbol);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[place] = held >> bits;
      place += 1;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? bytes : null;
}

/** @param {string} text @returns {Token | null} */
function readToken(text) {
  const bytes = bytesOf(text);
  if (!bytes || bytes[0] !== VERSION) return null;
  const signed = new Uint8Array(CONTEXT.length + NAMED);
  signed.set(CONTEXT);
  signed.set(bytes.subarray(0, NAMED), CONTEXT.length);
  const kid = ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  return { kind: "token", kid, card: base64url(bytes.subarray(3, 11)), serial: bytes[11] ?? 0, signed, signature: bytes.slice(NAMED) };
}

/** Whether the weighted sum of the eight symbols is zero in GF(32), x^5 + x^2 + 1. @param {string} short */
function sumsUp(short) {
  let total = 0;
  for (const symbol of short.slice(0, -1)) {
    total = (total ^ ALPHABET.indexOf(symbol)) << 1;
    if (total & 0b100000) total ^= 0b100101;
  }
  return ALPHABET[total] === short[short.length - 1];
}

/** The token of a card's address or of itself, as it is printed, or null for whatever has none. @param {string} text */
export function tokenIn(text) {
  const plain = text.trim();
  return (ADDRESS.exec(plain)?.[1] ?? (TOKEN.test(plain) ? plain : null))?.toUpperCase() ?? null;
}

/**
 * The token or the short code in a card's text, or null for everything else.
 * @param {string} text as a camera read it, or a short code as `readTyped` gives it
 * @returns {Token | ShortCode | null}
 */
export function readCardText(text) {
  const plain = text.trim();
  const token = tokenIn(plain);
  if (token) return readToken(token);
  return SHORT.test(plain) && sumsUp(plain) ? { kind: "short", card: plain } : null;
}
