// @ts-check
/** What a day's stock comes to, item by item: what stood there, came and left, and what is left. Imports dom. */

import { el } from "../../dom.js";
import { many } from "./item_card.js";
import { COUNT_REASONS, word } from "./words.js";

/** @typedef {import("../../wire_stock.js").StockTotal} StockTotal */

/** Columns that are nothing in every line are left out. @type {readonly { key: string, of: (one: StockTotal) => number, always?: boolean }[]} */
const COLUMNS = [
  { key: "opening", of: (one) => one.opening, always: true },
  { key: "received", of: (one) => one.received ?? 0, always: true },
  { key: "arrived", of: (one) => one.arrived ?? 0 },
  { key: "handed", of: (one) => (one.handed ?? 0) - (one.voided ?? 0), always: true },
  { key: "givenOn", of: (one) => one.given_on ?? 0 },
  { key: "spoiled", of: (one) => one.spoiled ?? 0 },
  { key: "sent", of: (one) => one.sent ?? 0 },
  { key: "mistaken", of: (one) => one.mistaken ?? 0 },
  { key: "difference", of: (one) => one.difference ?? 0 },
  { key: "elsewhere", of: (one) => one.elsewhere ?? 0 },
  { key: "closing", of: (one) => one.closing, always: true },
];

/**
 * The table; `noteOf` says what stands below an item's name, `heads` what columns are called where it is no day's.
 * @template {StockTotal} T @param {T[]} totals @param {(of: T) => string} titleOf @param {(of: T) => string} noteOf
 * @param {Readonly<Record<string, string>>} heads
 */
export function sumsTable(totals, titleOf, noteOf, heads = {}) {
  const head = (/** @type {string} */ key) => heads[key] ?? word(key);
  const shown = COLUMNS.filter(({ of, always }) => always || totals.some((one) => of(one) !== 0));
  const first = el("tr", {}, el("th", { scope: "col", text: word("item") }), ...shown.map(({ key }) => el("th", { scope: "col", text: head(key) })));
  const lines = totals.map((one) => {
    const name = el("th", { scope: "row" }, el("span", { text: titleOf(one) }), ...[one.org, noteOf(one)].filter(Boolean).map((text) => el("small", { class: "quiet", text })));
    const cells = shown.map(({ key, of }) => el("td", { "data-title": head(key), "data-sum": key }, el("bdi", { dir: "ltr", text: signed(key, of(one)) })));
    return el("tr", { "data-item": one.item }, name, ...cells);
  });
  return el("table", { class: "sums" }, el("thead", {}, first), el("tbody", {}, ...lines));
}

/** A difference says which way it is. @param {string} key @param {number} value */
function signed(key, value) {
  if (value < 0) return `−${many(-value)}`;
  return (key === "difference" || key === "elsewhere") && value > 0 ? `+${many(value)}` : many(value);
}

/** What a count said on a day that is closed. @param {StockTotal} one */
export function countWords(one) {
  if (one.why) return COUNT_REASONS[one.why] ?? "";
  return one.counted === null || one.counted === undefined ? word("notCounted") : word("agrees");
}
