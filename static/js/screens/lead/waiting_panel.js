// @ts-check
/** Waiting for the lead: what tablets ask now, parked cases, and overrides that ask for a second person. Imports dom and words. */

import { FLAGS, REASONS, WORDS, digits, errorSentence, fill, joined, reasonSentence } from "../../words.js";
import { button, el, icon } from "../../dom.js";
import { codeOf, insist } from "../../insist.js";
import { every } from "../../every.js";
import { amount, deskName, problemHeadline } from "../../pure/decision_view.js";
import { hourWords } from "../../pure/jalali.js";
import { emptyLine, panel } from "../sheet.js";

const EVERY_MS = 4_000; // somebody may stand before an operator's tablet

/** @typedef {import("../../wire.js").CaseView} CaseView */
/** @typedef {import("../../wire.js").AwaitedView} AwaitedView */
/** @typedef {import("../../wire.js").AskedView} AskedView */

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountWaiting(page, { shift, pending }) {
  const body = el("div", { class: "panel-body" }, emptyLine(WORDS.loading));
  page.append(panel("waiting", WORDS.waitingTitle, body));
  let shown = "";

  async function load() {
    const [cases, awaited, asks] = await Promise.all([shift.readCases(), shift.readAwaited(), shift.readAsks()]);
    if (cases.kind !== "answer" || awaited.kind !== "answer" || asks.kind !== "answer") return;
    const drawn = JSON.stringify([cases.value, awaited.value, asks.value]);
    if (drawn !== shown) draw(cases.value.cases, awaited.value.awaited, asks.value.asks);
    shown = drawn;
  }

  /** @param {CaseView[]} cases @param {AwaitedView[]} awaited @param {AskedView[]} asks */
  function draw(cases, awaited, asks) {
    const open = cases.filter((one) => one.ended_at === null);
    const ended = cases.length - open.length;
    const items = [...asks.map(askedItem), ...awaited.map(awaitedItem), ...open.map(caseItem)];
    body.replaceChildren(
      items.length > 0 ? el("ul", { class: "waiting" }, ...items) : emptyLine(WORDS.waitingNone),
      ...(ended > 0 ? [el("p", { class: "quiet", text: fill(WORDS.caseEnded, { n: ended }) })] : []),
    );
  }

  /** @param {CaseView} one */
  function caseItem(one) {
    const card = one.label ? fill(WORDS.caseCard, { label: one.label }) : WORDS.caseNoCard;
    const note = joined(card, deskName(one.desk), hourWords(one.parked_at));
    const end = act(WORDS.caseEnd, () => shift.endCase(one.case_id));
    return item(digits(one.number), one.reason ? sentenceOf(one.reason) : card, note, end);
  }

  /** Somebody stands before that tablet: yes or no, one tap. @param {AskedView} one */
  function askedItem(one) {
    const title = `${WORDS.byLead}: ${joined(one.title_fa, amount(one.quantity, one.unit_fa))}`;
    const note = joined(sentenceOf(one.reason), digits(one.label), one.operator, deskName(one.desk), one.second ? (FLAGS["second-missing"] ?? "") : "");
    const both = el("div", { class: "waiting-both" }, act(WORDS.confirm, () => shift.approve([one.ref])), act(WORDS.decline, () => shift.decline([one.ref])));
    return item(icon("i-lead"), title, note, both);
  }

  /** @param {AwaitedView} one */
  function awaitedItem(one) {
    const act_id = pending.newId();
    const title = `${WORDS.awaited}: ${joined(one.title_fa, amount(one.quantity, one.unit_fa))}`;
    const note = joined(fill(WORDS.awaitedBy, { lead: one.lead }), digits(one.label), deskName(one.desk), hourWords(one.at));
    const confirm = act(WORDS.confirm, () => shift.confirmOverride(act_id, one.handout));
    return item(icon("i-lead"), title, note, confirm);
  }

  /** A button that does one thing and says why it could not. @param {string} word @param {() => Promise<import("../../pure/outcome.js").Outcome>} send */
  function act(word, send) {
    const place = el("div", { class: "waiting-act" });
    place.append(
      button("second", word, async () => {
        const outcome = await insist(send);
        if (outcome.kind !== "answer") place.append(el("p", { class: "warning", role: "alert", text: errorSentence(codeOf(outcome)) }));
        else await load();
      }),
    );
    return place;
  }

  const stop = every(EVERY_MS, () => void load());
  return () => stop();
}

/** What a case was parked for: a refusal's reason or the code of what went wrong. @param {string} code */
function sentenceOf(code) {
  return code in REASONS ? reasonSentence(code) : problemHeadline(code).sentence;
}

/** @param {string | Node} badge @param {string} title @param {string} note @param {Node} act */
function item(badge, title, note, act) {
  const number = el("span", { class: "waiting-number" });
  number.append(badge);
  const said = el("div", { class: "waiting-said" }, el("strong", { text: title }), el("span", { class: "quiet", text: note }));
  return el("li", { class: "waiting-one" }, number, said, act);
}
