// @ts-check
/** One household that was found: who it is, and what can be done. Imports dom and the acts. */

import { WORDS, errorSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { foundView } from "../../pure/found_view.js";
import { emptyLine } from "../sheet.js";
import { ACTS } from "./household_acts.js";

/**
 * Opens the household.
 * @param {HTMLElement} root
 * @param {import("../../wire_search.js").HouseholdFound} household
 * @param {import("../house.js").PlaceDeps} deps
 * @param {() => void} onBack
 * @param {string} [first] the act that is open at first
 * @returns {() => void} unmount
 */
export function mountHousehold(root, household, deps, onBack, first) {
  const view = foundView(household);
  const title = el("h2", { tabindex: -1 }, el("bdi", { text: view.title }));
  const card = el("span", { class: "found-card", "data-card": household.card, text: view.card });
  const place = el("div", { class: "household-place" });
  const ways = el("div", { class: "panel-buttons" });
  const head = el("header", { class: "household-head" }, el("div", { class: "household-who" }, title, el("p", { class: "quiet", text: view.note })), el("div", { class: "found-side" }, el("span", { class: "found-code", text: view.code }), card));
  root.replaceChildren(el("div", { class: "household" }, button("second", WORDS.searchBack, onBack), head, ways, place));
  let unmount = () => {};

  /** @param {import("./household_acts.js").HouseholdAct} act */
  function open(act) {
    unmount();
    for (const one of ways.children) one.setAttribute("aria-pressed", String(one.id === `act-${act.name}`));
    unmount = act.mount(place, household, { ...deps, openOther: (other) => void openOther(other) });
  }

  /** @param {string} other */
  async function openOther(other) {
    const { openHousehold } = await import("../register/open.js");
    unmount();
    const opened = await openHousehold(root, other, "people", deps, onBack);
    if (opened.code) place.replaceChildren(emptyLine(errorSentence(opened.code)));
    unmount = opened.unmount;
  }

  for (const act of ACTS) {
    const made = button("second", act.word, () => open(act), act.icon);
    made.id = `act-${act.name}`;
    ways.append(made);
  }
  const opened = ACTS.find((act) => act.name === first) ?? ACTS[0];
  if (opened) open(opened);
  title.focus();
  return () => unmount();
}
