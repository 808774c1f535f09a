// @ts-check
/**
 * The highest row of the site's log that this tablet was ever shown, epoch by epoch: what a site that was set
 * back to an older copy is noticed by. Pure: imports nothing but types.
 */

/** @typedef {import("./kept.js").Receipt} Receipt */
/** @typedef {Readonly<Record<string, { seq: number, head: string }>>} Heads by epoch */

/** The heads after some receipts were shown; what was seen first at a number stays. The same object where none is higher. @param {Heads} heads @param {Receipt[]} receipts @returns {Heads} */
export function withReceipts(heads, receipts) {
  /** @type {Record<string, { seq: number, head: string }>} */
  const after = { ...heads };
  let more = false;
  for (const { epoch, seq, head } of receipts) {
    if (seq <= (after[epoch]?.seq ?? -1)) continue;
    after[epoch] = { seq, head };
    more = true;
  }
  return more ? after : heads;
}

/** The heads without those of lives that are lost. @param {Heads} heads @param {string[]} lost @returns {Heads} */
export function withoutLives(heads, lost) {
  return Object.fromEntries(Object.entries(heads).filter(([epoch]) => !lost.includes(epoch)));
}

/** Whether a head that the site shows now is not what it showed before: fewer rows, or others. @param {Heads} heads @param {Receipt} shown */
export function contradicts(heads, { epoch, seq, head }) {
  const before = heads[epoch];
  return before ? seq < before.seq || (seq === before.seq && head !== before.head) : false;
}

/** The receipts to offer to the site. @param {Heads} heads @returns {Receipt[]} */
export function toOffer(heads) {
  return Object.entries(heads).map(([epoch, { seq, head }]) => ({ epoch, seq, head }));
}
