// @ts-check
/** What the tablet can say of a card by itself, without the site: whose key signed it, and whether its print is good. Imports the checking of signatures. */

import { bytesOf, chooseCheck } from "./signature.js";
import { blockOf } from "../pure/blind.js";
import { readCardText } from "../pure/card_token.js";

/** @typedef {import("../pure/blind.js").Holder} Holder */

/** @type {Promise<import("./signature.js").Check> | null} */
let check = null;

/** What the tablet can say of a card by itself; null for what is no card of ours. @param {import("../pure/blind.js").Kit} kit @param {string} text @returns {Promise<Holder | null>} */
export async function prove(kit, text) {
  const read = readCardText(text);
  if (!read) return null;
  if (read.kind === "short") return { card: read.card, proven: false };
  const blocked = blockOf(kit, read);
  const holder = { card: read.card, ...(blocked ? { blocked } : {}) };
  /** @param {{ kid: number, public: string }[]} keys */
  const signed = async (keys) => {
    const named = keys.filter((one) => one.kid === read.kid); // numbers are each site's own
    if (!named.length || !crypto.subtle) return null;
    const fits = await (check ??= chooseCheck(crypto.subtle));
    for (const key of named) if (await fits(read.signature, read.signed, bytesOf(key.public))) return true;
    return false;
  };
  const ours = await signed(kit.keys);
  if (ours) return { ...holder, proven: true };
  if (await signed(kit.practice_keys ?? [])) return { ...holder, proven: false, practice: true };
  return ours === null ? { ...holder, proven: false } : null;
}
