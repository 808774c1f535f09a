// @ts-check
/** The frame of a lead's list: a head with the way back, what can be done, the lines. Imports making of elements. */

import { WORDS, errorSentence } from "../words.js";
import { make, makeButton } from "../make.js";

/** @typedef {import("../pure/outcome.js").Outcome} Outcome */

/**
 * Shows the frame; `say` shows a sentence in it.
 * @param {HTMLElement} root
 * @param {{ title: string, onBack: () => void, top: readonly Node[] }} parts
 */
export function mountRoster(root, { title, onBack, top }) {
  const list = make("ul", { class: "roster", "aria-label": title });
  const hint = make("p", { class: "hint", role: "alert" });
  const back = makeButton("second", WORDS.back, onBack);
  back.id = "back";
  const head = make("header", { class: "strip roster-head" }, back, make("h1", {}, title));
  root.replaceChildren(head, make("main", { class: "roster-page" }, ...top, hint, list));
  return { list, say: (/** @type {string} */ sentence) => void (hint.textContent = sentence) };
}

/** A line of the list: what stands out, what stands under it, and its buttons. @param {string} title @param {readonly string[]} notes @param {readonly (Node | false)[]} acts */
export function rosterLine(title, notes, acts) {
  const said = notes.filter((note) => note !== "").map((note) => make("span", { class: "line-note" }, note));
  const head = make("div", { class: "line-head" }, make("span", { class: "line-title" }, make("bdi", {}, title)), ...said);
  return make("li", { class: "line" }, head, make("div", { class: "line-acts" }, ...acts));
}

/**
 * Does something and shows what came of it: nothing on success, a sentence else; a lost session leaves.
 * @param {Promise<Outcome>} asked
 * @param {{ say: (sentence: string) => void, onLocked: (outcome: Outcome) => boolean }} deps
 * @returns {Promise<any>} the answer's value, or null
 */
export async function bring(asked, { say, onLocked }) {
  const outcome = await asked;
  if (onLocked(outcome)) return null;
  say(outcome.kind === "answer" ? "" : errorSentence(outcome.kind === "problem" ? outcome.code : "no-answer"));
  return outcome.kind === "answer" ? outcome.value : null;
}
