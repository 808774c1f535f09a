// @ts-check
/** Any card that lies there: whose it is, how it stands, what to do with it; a found one is given back here. Imports dom and rows. */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { lookAtCard } from "../../api_cards.js";
import { cardRow } from "./card_row.js";
import { mountScanStep, refusalLines } from "./scan_step.js";

/** Opens the reader. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountLookCards(root, deps) {
  const place = el("div", { class: "look-cards" });
  root.replaceChildren(place);
  let here = true;
  let stop = () => {};

  function scan() {
    let scanned = "";
    stop = mountScanStep(place, deps, {
      help: WORDS.cardsHelp,
      act: (text) => lookAtCard((scanned = text)),
      onDone: (card) => show(scanned, card),
    });
  }

  /** @param {string} text @param {import("../../wire_cards.js").CardView} card */
  function show(text, card) {
    const row = cardRow(card, { deps, onChanged: () => void again(text) });
    place.replaceChildren(el("ul", { class: "card-rows" }, row), button("second another-card", WORDS.anotherCard, scan, "i-scan"));
  }

  /** @param {string} text */
  async function again(text) {
    const outcome = await lookAtCard(text);
    if (!here || deps.onLocked(outcome)) return;
    if (outcome.kind === "answer") show(text, outcome.value);
    else place.replaceChildren(...refusalLines(outcome), button("second another-card", WORDS.anotherCard, scan, "i-scan"));
  }

  scan();
  return () => {
    here = false;
    stop();
  };
}
