// @ts-check
/** What was done to the stock since the last close, the newest first; what still can be taken back has a button. Imports dom. */

import { WORDS, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { hourWords } from "../../pure/jalali.js";
import { emptyLine } from "../sheet.js";
import { many } from "./item_card.js";
import { COUNT_REASONS, OUT_REASONS, word } from "./words.js";

/** @typedef {import("../../wire_stock.js").StockDone} StockDone */

/** The list. @param {import("../../wire_stock.js").StockReply} stock @param {(act: string) => void} onUndo */
export function actsList({ acts, items }, onUndo) {
  if (acts.length === 0) return emptyLine(word("actsNone"));
  const gone = new Set(acts.map((one) => one.undoes));
  const lines = acts.map((one) => {
    const item = items.find(({ org, item }) => org === one.org && item === one.item);
    const said = joined(item?.title_fa ?? one.item, words(one, item?.unit_fa ?? ""), why(one), paper(one));
    const undone = gone.has(one.act);
    const text = el("span", { class: "stock-done-said" }, el("span", { text: said }), el("small", { class: "quiet", text: undone ? word("actUndone") : hourWords(one.at) }));
    const undo = one.may_undo ? button("second", WORDS.undo, () => onUndo(one.act), "i-undo") : null;
    return el("li", { class: "stock-done", "data-kind": one.kind, "data-undone": undone }, text, undo);
  });
  return el("ol", { class: "stock-done-list" }, ...lines);
}

/** @param {StockDone} one @param {string} unit */
function words(one, unit) {
  const n = many(one.quantity);
  if (one.kind === "receipt") return fill(word("actReceipt"), { n, unit });
  if (one.kind === "issue") return fill(word("actIssue"), { n, unit });
  if (one.kind === "count") return fill(word("actCount"), { n, expected: many(one.expected ?? 0) });
  return word("actUndoing");
}

/** @param {StockDone} one */
function why(one) {
  if (one.kind === "undoing" || !one.why) return "";
  return (one.kind === "count" ? COUNT_REASONS : OUT_REASONS)[one.why] ?? "";
}

/** @param {StockDone} one */
function paper(one) {
  if (!one.peer) return "";
  const said = fill(word(one.kind === "receipt" ? "fromPeer" : "toPeer"), { waybill: `\u2068${one.waybill ?? ""}\u2069` });
  return said.replace("{site}", `\u2068${one.peer}\u2069`);
}
