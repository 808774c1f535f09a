// @ts-check
/** What is due to a household, to look at only: without the card nothing is handed over. Imports dom and lines. */

import { WORDS, errorSentence } from "../../words.js";
import { el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { amount, refusedView } from "../../pure/decision_view.js";
import { readHouseholdDue } from "../../api_search.js";
import { refusedLine } from "../due.js";
import { emptyLine } from "../sheet.js";

/** @typedef {import("../../wire.js").DueLine} DueLine */

/** Fills the place. @param {HTMLElement} root @param {import("../../wire_search.js").HouseholdFound} household @returns {() => void} unmount */
export function mountHouseholdDue(root, { household }) {
  let here = true;
  root.replaceChildren(emptyLine(WORDS.loading));

  async function load() {
    const outcome = await readHouseholdDue(household);
    if (!here) return;
    if (outcome.kind !== "answer") return root.replaceChildren(emptyLine(errorSentence(codeOf(outcome))));
    const reply = /** @type {import("../../wire.js").ScanReply} */ (outcome.value);
    const lines = [...reply.due].sort((one, other) => Number(other.quantity > 0) - Number(one.quantity > 0)).map(line);
    root.replaceChildren(el("p", { class: "quiet", text: WORDS.householdDueHelp }), el("ul", { class: "household-due" }, ...lines));
  }

  void load();
  return () => {
    here = false;
  };
}

/** @param {DueLine} due */
function line(due) {
  if (due.quantity < 1) return refusedLine(refusedView(due.title_fa, due, Date.now()));
  return el("li", { class: "line" }, el("span", { class: "line-title", text: due.title_fa }), el("span", { class: "amount", text: amount(due.quantity, due.unit_fa) }));
}
