// @ts-check
/** The lead's switch of practice on this tablet, and its cards while people practise. Imports dom, the register's routes. */

import { WORDS, errorSentence } from "../words.js";
import { button, el } from "../dom.js";
import { setPractice } from "../api_register.js";
import { codeOf } from "../insist.js";
import { practiceCards } from "./cards.js";
import { practising } from "./mode.js";

/** The setting; whoever does not lead sees none. @param {import("../screens/house.js").PlaceDeps} deps */
export function practiceSetting({ session, onLocked }) {
  if (!["lead", "admin"].includes(session.operator?.role ?? "")) return null;
  const said = el("p", { class: "hint", role: "alert" });
  const cards = el("div");
  const turn = button("second", practising() ? WORDS.practiceEnd : WORDS.practiceBegin, () => void change(!practising()), "i-practice");
  turn.id = "practice";

  /** @param {boolean} on */
  async function change(on) {
    turn.disabled = true;
    const outcome = await setPractice(on);
    turn.disabled = false;
    if (onLocked(outcome)) return;
    if (outcome.kind === "answer" && on !== practising()) return location.reload();
    if (outcome.kind === "answer") cards.replaceChildren(practiceCards(outcome.value.cards));
    else said.textContent = errorSentence(codeOf(outcome));
  }

  const show = button("second", WORDS.practiceCards, () => void change(true));
  show.id = "practice-cards";
  const head = el("div", { class: "setting" }, el("span", { class: "setting-label", text: WORDS.practice }), el("span", { class: "panel-buttons" }, practising() ? show : null, turn));
  return el("div", { class: "practice-setting" }, head, el("p", { class: "quiet", text: WORDS.practiceHelp }), said, cards);
}
