// @ts-check
/** The stock of a month or a quarter, item by item, and why counts differed. Imports dom, words and the stock's table. */

import { WORDS, fill } from "../../words.js";
import { el } from "../../dom.js";
import { many } from "../stock/item_card.js";
import { wearStyle } from "../stock/style.js";
import { sumsTable } from "../stock/sums_table.js";
import { COUNT_REASONS } from "../stock/words.js";
import { SAID } from "./report_words.js";

/** The part; nothing where nobody counts stock. @param {import("../../wire_reports.js").ReportReply} report */
export function reportStock({ stock, stock_untold: untold }) {
  if (stock.length === 0 && untold === 0) return [];
  wearStyle();
  const notes = [
    ...(stock.some((one) => (one.elsewhere ?? 0) !== 0) ? [SAID.stockElsewhere] : []),
    ...(untold > 0 ? [fill(SAID.stockUntold, { n: many(untold) })] : []),
  ];
  const table = stock.length > 0 ? [sumsTable(stock, (one) => one.title, whyWords, { opening: SAID.opening, closing: SAID.closing })] : [];
  return [el("section", { class: "part report-stock" }, el("h3", { text: SAID.stock }), ...table, ...notes.map((text) => el("p", { class: "quiet", text })))];
}

/** @param {import("../../wire_reports.js").StockLine} one */
function whyWords(one) {
  return one.reasons.map(([why, number]) => `${(why && COUNT_REASONS[why]) || SAID.firstCount}: ${number < 0 ? "−" : "+"}${many(Math.abs(number))}`).join(WORDS.between);
}
