// @ts-check
/** One card with its state, its dates and what a lead can do with it. Imports dom, the acts, and the sheet that prints. */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { changeCard, reissueCard, reprintCard } from "../../api_cards.js";
import { cardView, waysOf } from "../../pure/card_view.js";
import { makeSureButton } from "../dialog.js";
import { refusalLines } from "./scan_step.js";

/** @typedef {import("../../wire_cards.js").CardView} CardView */
/** @typedef {import("../../pure/card_view.js").Way} Way */
/** @typedef {{ deps: import("../house.js").PlaceDeps, onChanged: () => void }} RowDeps */

/** A card in words. @param {CardView} card */
export function cardSaid(card) {
  const view = cardView(card, Date.now());
  const state = el("span", { class: "found-card", "data-card": card.state, text: view.state });
  const head = el("p", { class: "card-head" }, el("strong", { text: view.title }), state);
  const lines = [view.when, view.whose, view.print].filter(Boolean).map((text) => el("span", { text }));
  return el("div", { class: "card-words" }, head, el("p", { class: "card-lines" }, ...lines));
}

/** A card with its buttons; what was refused is said beneath it. @param {CardView} card @param {RowDeps} how */
export function cardRow(card, { deps, onChanged }) {
  const said = el("div", { class: "card-refused" });
  const ways = el("div", { class: "panel-buttons" });
  const row = el("li", { class: "card-row", "data-card": card.card }, cardSaid(card), ways, said);

  /** @param {Way} way */
  async function go(way) {
    for (const one of ways.querySelectorAll("button")) one.disabled = true;
    if (way === "picture") return savePicture();
    const ref = { card: card.card };
    const outcome = await (way === "reprint" ? reprintCard(ref) : way === "reissue" ? reissueCard(ref) : changeCard(ref, way));
    if (deps.onLocked(outcome) || !row.isConnected) return;
    for (const one of ways.querySelectorAll("button")) one.disabled = false;
    if (outcome.kind !== "answer") return said.replaceChildren(...refusalLines(outcome));
    onChanged();
    if (way !== "reprint" && way !== "reissue") return;
    const { openPrint } = await import("./card_print.js");
    openPrint(outcome.value);
  }

  async function savePicture() {
    const { savePicture } = await import("./card_print.js");
    const wrong = await savePicture(card.card);
    for (const one of ways.querySelectorAll("button")) one.disabled = false;
    said.replaceChildren(el("p", { class: wrong ? "warning" : "quiet", role: "status", text: wrong || WORDS.cardPictureSaved }));
  }

  ways.append(...waysOf(card).map((way) => wayButton(way, () => void go(way))));
  return row;
}

/** @param {Way} way @param {() => void} go */
function wayButton(way, go) {
  const made = {
    picture: () => button("second", WORDS.cardPicture, go),
    suspend: () => button("second", WORDS.cardSuspend, go),
    "give-back": () => button("first-small", WORDS.cardGiveBack, go),
    revoke: () => makeSureButton(WORDS.cardRevoke, WORDS.cardRevokeSure, go),
    reprint: () => makeSureButton(WORDS.cardReprint, WORDS.cardReprintSure, go),
    reissue: () => makeSureButton(WORDS.cardReissue, WORDS.cardReissueSure, go),
  }[way]();
  made.dataset["way"] = way;
  return made;
}
