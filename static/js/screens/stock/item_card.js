// @ts-check
/** One item of the stock: how much there is, for how many it should be enough, its lots, and what may be done. Imports dom. */

import { WORDS, digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { dayWords } from "../../pure/jalali.js";
import { FORMS, formButtons } from "./act_forms.js";
import { word } from "./words.js";

/** @typedef {import("../../wire_stock.js").StockView} StockView */
/** @typedef {import("../../wire_stock.js").NeedView} NeedView */

/** A number with its thousands apart. @param {number} value */
export const many = (value) => digits(value.toLocaleString("en").replaceAll(",", "٬"));

/** The card of an item. @param {StockView} one @param {import("./act_forms.js").Desk} desk */
export function itemCard(one, desk) {
  const need = el("p", { class: "stock-need quiet", text: word("needWait") });
  const place = el("div", { class: "stock-place" });
  const buttons = formButtons(one, open);
  const title = el("h3", { text: one.title_fa });
  const owner = one.org ? el("p", { class: "quiet", text: one.org }) : null;
  const root = el("li", { class: "stock-item", "data-item": one.item }, el("div", { class: "stock-head" }, el("div", {}, title, owner), balance(one)), need, lots(one), el("div", { class: "stock-acts" }, ...buttons), place);

  /** Opens a form, or closes it again. @param {string} name @param {HTMLElement} chosen */
  function open(name, chosen) {
    const shut = chosen.getAttribute("aria-expanded") === "true";
    for (const other of buttons) other.setAttribute("aria-expanded", String(other === chosen && !shut));
    const form = shut ? null : FORMS.find((known) => known.name === name)?.make(one, desk);
    place.replaceChildren(...(form ? [form] : []));
    form?.querySelector("input")?.focus();
  }

  return { root, tell: (/** @type {NeedView | undefined} */ found) => tell(need, one, found) };
}

/** @param {StockView} one */
function balance(one) {
  if (one.balance === null) return el("p", { class: "stock-none" }, el("b", { text: word("uncounted") }), el("small", { text: word("uncountedHelp") }));
  return el("p", { class: "stock-balance" }, el("b", { text: many(Math.max(one.balance, 0)) }), el("span", { text: one.unit_fa }));
}

/** @param {StockView} one */
function lots(one) {
  if (one.balance === null) return null;
  if (one.balance < 0) return el("p", { class: "warning", text: fill(word("owed"), { n: many(-one.balance) }) });
  if (one.lots.length === 0) return el("p", { class: "quiet", text: word("noLots") });
  const lines = one.lots.map((lot) => el("li", {}, el("span", { text: lot.day ? dayWords(lot.day) : word("noDay") }), el("b", { text: fill(word("lot"), { left: many(lot.remaining), all: many(lot.quantity) }) })));
  return el("details", { class: "stock-lots", open: one.lots.length < 4 }, el("summary", { text: word("lots") }), el("ol", {}, ...lines));
}

/** What there is against who is still to come. @param {HTMLElement} line @param {StockView} one @param {NeedView | undefined} need */
function tell(line, one, need) {
  line.hidden = need === undefined;
  if (!need) return;
  const unit = one.unit_fa;
  const said = need.quantity === 0 ? word("needNone") : fill(word("need"), { households: many(need.households), quantity: many(need.quantity), unit });
  const short = need.short ?? 0;
  const verdict = need.quantity === 0 || need.short === null ? "" : short > 0 ? fill(word("short"), { n: many(short), unit }) : word("enough");
  line.replaceChildren(el("span", { text: said }), ...(verdict ? [WORDS.between, el("b", { text: verdict })] : []));
  line.dataset["state"] = short > 0 ? "short" : "enough";
}
