// @ts-check
/**
 * A lost card and its household, whom the lead has found: one scan of a blank card and it is theirs, the lost one
 * refused in the same act. Without a blank card the lost one is refused all the same. Imports dom and the scan's step.
 */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { changeCard, readCardsOf, replaceCard } from "../../api_cards.js";
import { inForce } from "../../pure/card_view.js";
import { makeSureButton } from "../dialog.js";
import { emptyLine } from "../sheet.js";
import { cardSaid } from "./card_row.js";
import { doneLines, mountScanStep, refusalLines } from "./scan_step.js";

/** @typedef {import("../../wire_cards.js").CardView} CardView */
/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */

/** Opens the step. @param {HTMLElement} root @param {import("../../wire_search.js").HouseholdFound} household @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountLostCard(root, { household }, deps) {
  let here = true;
  let stop = () => {};
  root.replaceChildren(emptyLine(WORDS.loading));

  async function load() {
    const outcome = await readCardsOf(household);
    if (!here || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return root.replaceChildren(...refusalLines(outcome));
    const cards = /** @type {CardView[]} */ (outcome.value.cards).filter(inForce);
    if (cards.length < 2) return scan(cards[0] ?? null);
    const rows = cards.map((card) => el("li", { class: "card-row" }, cardSaid(card), button("first-small", WORDS.lostCard, () => scan(card))));
    root.replaceChildren(el("h3", { text: WORDS.lostWhich }), el("ul", { class: "card-rows" }, ...rows));
  }

  /** @param {CardView | null} lost null where the household has none that could still be used */
  function scan(lost) {
    stop = mountScanStep(root, deps, {
      help: WORDS.lostHelp,
      act: (text) => replaceCard(household, text, lost?.card ?? null),
      onDone: ({ collisions }) => done(doneLines(WORDS.lostDone, lost ? WORDS.lostDoneNote : "", collisions)),
      more: lost ? [el("div", { class: "card-of-step" }, cardSaid(lost)), makeSureButton(WORDS.lostStop, WORDS.lostStopSure, () => void revoke(lost))] : [],
    });
  }

  /** @param {CardView} lost */
  async function revoke(lost) {
    const outcome = await changeCard({ card: lost.card }, "revoke", "lost");
    if (!here || deps.onLocked(outcome)) return;
    stop();
    stop = () => {};
    if (outcome.kind === "answer") done(doneLines(WORDS.lostStopped, ""));
    else root.replaceChildren(...refusalLines(outcome));
  }

  /** @param {HTMLElement} said */
  function done(said) {
    root.replaceChildren(said);
    said.focus();
  }

  void load();
  return () => {
    here = false;
    stop();
  };
}
