// @ts-check
/**
 * Three forms of one item: so many came in, so many left, so many lie there. A count that differs asks why and is sent
 * again with the reason. Imports dom, fields and the stock's routes.
 */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { count, issue, receive } from "../../api_stock.js";
import { choice } from "../sheet.js";
import { codeField, numberField, reasonField } from "./parts.js";
import { COUNT_REASONS, OUT_REASONS, word } from "./words.js";

/** @typedef {import("../../wire_stock.js").StockView} StockView */
/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */
/**
 * @typedef {object} Desk what a form has to work with
 * @property {() => string} newId
 * @property {(send: () => Promise<Outcome>, done: (balance: number) => string, complain: (sentence: string) => void) => Promise<Outcome | null>} save
 */

const OUT = ["spoiled", "given-on", "sent"];

/** What every form ends in; what is wrong is said beside its button. @param {(complain: (sentence: string) => void) => void} go @param {...Node} fields */
function form(go, ...fields) {
  const said = el("p", { class: "warning", role: "alert", hidden: true });
  const complain = (/** @type {string} */ sentence) => {
    said.textContent = sentence;
    said.hidden = false;
  };
  const made = el("form", { class: "stock-form" }, ...fields, said, el("button", { class: "first-small", type: "submit" }, el("span", { text: word("save") })));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    said.hidden = true;
    go(complain);
  });
  return made;
}

/** The other site and its paper; both or none. */
function paperFields() {
  const site = codeField(word("site"), "site");
  const number = codeField(word("waybill"), "waybill");
  const root = el("div", { class: "asks" }, site.root, number.root);
  return { root, read: () => ({ site: site.read(), number: number.read() }), whole: () => site.read() !== "" && number.read() !== "" };
}

/** So many came in. @param {StockView} one @param {Desk} desk */
export function receiveForm(one, { newId, save }) {
  const quantity = numberField(word("quantity"));
  const paper = paperFields();
  let from = "outside";
  const act_id = newId();
  const options = [{ value: "outside", word: word("fromOutside") }, { value: "site", word: word("fromSite") }];
  const where = choice(word("receivedFrom"), options, () => from, (value) => {
    from = value;
    paper.root.hidden = value !== "site";
  });
  paper.root.hidden = true;
  return form((complain) => {
    const n = quantity.read();
    if (!n) return complain(word("quantityWrong"));
    if (from === "site" && !paper.whole()) return complain(word("paperWrong"));
    const { site, number } = from === "site" ? paper.read() : { site: null, number: null };
    const act = { act_id, org: one.org, item: one.item, quantity: n, sender: site, waybill: number };
    void save(() => receive(act), (balance) => fill(word("receivedDone"), { n, unit: one.unit_fa, balance }), complain);
  }, quantity.root, where, paper.root);
}

/** So many left without a card. @param {StockView} one @param {Desk} desk */
export function issueForm(one, { newId, save }) {
  const quantity = numberField(word("quantity"));
  const paper = paperFields();
  let why = "spoiled";
  const act_id = newId();
  const options = OUT.map((value) => ({ value, word: OUT_REASONS[value] ?? value }));
  const reason = choice(word("issueWhy"), options, () => why, (value) => {
    why = value;
    paper.root.hidden = value !== "sent";
  });
  paper.root.hidden = true;
  return form((complain) => {
    const n = quantity.read();
    if (!n) return complain(word("quantityWrong"));
    if (why === "sent" && !paper.whole()) return complain(word("paperWrong"));
    const { site, number } = why === "sent" ? paper.read() : { site: null, number: null };
    const act = { act_id, org: one.org, item: one.item, quantity: n, why, to: site, waybill: number };
    void save(() => issue(act), (balance) => fill(word("issuedDone"), { n, unit: one.unit_fa, balance }), complain);
  }, quantity.root, reason, paper.root);
}

/** So many lie there. @param {StockView} one @param {Desk} desk */
export function countForm(one, { newId, save }) {
  const quantity = numberField(word("counted"), "counted");
  const reason = reasonField(word("whyDiffers"), COUNT_REASONS);
  const act_id = newId();
  reason.root.hidden = true;
  return form(async (complain) => {
    const n = quantity.read();
    if (n === null) return complain(word("quantityWrong"));
    const act = { act_id, org: one.org, item: one.item, counted: n, why: reason.root.hidden ? null : reason.read() };
    const outcome = await save(() => count(act), (balance) => fill(word("countedDone"), { balance }), complain);
    if (outcome?.kind !== "problem" || outcome.code !== "count-differs") return;
    reason.root.hidden = false;
    complain(fill(word("differs"), { expected: digits(one.balance ?? 0), counted: digits(n) }));
    reason.input.focus();
  }, quantity.root, reason.root);
}

/** The three, by the word on their button. @type {readonly { name: string, make: (one: StockView, desk: Desk) => HTMLElement }[]} */
export const FORMS = [
  { name: "receive", make: receiveForm },
  { name: "issue", make: issueForm },
  { name: "count", make: countForm },
];

/** The buttons that open a form. @param {StockView} one @param {(name: string, chosen: HTMLElement) => void} open */
export function formButtons(one, open) {
  const known = FORMS.filter(({ name }) => name !== "issue" || one.balance !== null);
  return known.map(({ name }) => {
    const made = button("second stock-act", word(name), () => open(name, made));
    made.dataset["act"] = name;
    made.setAttribute("aria-expanded", "false");
    return made;
  });
}
