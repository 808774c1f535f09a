// @ts-check
/** All cards of a household, and a blank one for it by one scan. Imports dom, rows and the scan's step. */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { bindCard, readCardsOf } from "../../api_cards.js";
import { emptyLine } from "../sheet.js";
import { cardRow } from "./card_row.js";
import { doneLines, mountScanStep, refusalLines } from "./scan_step.js";

/** Fills the place. @param {HTMLElement} root @param {import("../../wire_search.js").HouseholdFound} household @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountHouseholdCards(root, { household }, deps) {
  let here = true;
  let stop = () => {};
  root.replaceChildren(emptyLine(WORDS.loading));

  /** @param {HTMLElement} [said] what was done just now */
  async function load(said) {
    const outcome = await readCardsOf(household);
    if (!here || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return root.replaceChildren(...refusalLines(outcome));
    const cards = /** @type {import("../../wire_cards.js").CardView[]} */ (outcome.value.cards);
    const rows = cards.map((card) => cardRow(card, { deps, onChanged: () => void load() }));
    const list = rows.length > 0 ? el("ul", { class: "card-rows" }, ...rows) : emptyLine(WORDS.noCards);
    root.replaceChildren(...(said ? [said] : []), list, button("second bind-card", WORDS.bindCard, bind, "i-scan"));
    said?.focus();
  }

  function bind() {
    stop = mountScanStep(root, deps, {
      help: WORDS.bindHelp,
      act: (text) => bindCard(text, household),
      onDone: ({ collisions }) => void load(doneLines(WORDS.bindDone, "", collisions)),
      more: [button("second", WORDS.cancel, cancel)],
    });
  }

  function cancel() {
    stop();
    void load();
  }

  void load();
  return () => {
    here = false;
    stop();
  };
}
