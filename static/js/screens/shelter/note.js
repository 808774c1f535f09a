// @ts-check
/** What a shift writes down for the next: kept at this site for a week, sent nowhere. Imports dom and the routes. */

import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { writeNote } from "../../api_shelter.js";
import { panel } from "../sheet.js";
import { tell } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

const MOST = 500;

/** Adds the panel. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @param {import("./night.js").Night} night @returns {import("./night.js").Panel} */
export function mountNote(page, { onLocked }, night) {
  const text = /** @type {HTMLTextAreaElement} */ (el("textarea", { id: "night-note", rows: 3, maxlength: MOST, dir: "auto", "aria-label": NIGHT.noteTitle }));
  const before = el("p", { class: "night-before", dir: "auto" });
  const said = el("p", { class: "night-said", role: "status" });
  const save = button("second", NIGHT.noteSave, keep);
  page.append(panel("note", NIGHT.noteTitle, before, el("p", { class: "quiet", text: NIGHT.noteHelp }), text, el("div", { class: "panel-buttons" }, save), said));
  let known = "";

  async function keep() {
    const outcome = await writeNote(text.value);
    if (onLocked(outcome)) return;
    if (outcome.kind === "answer") known = text.value = outcome.value.note?.note ?? "";
    tell(said, outcome.kind === "answer" ? NIGHT.noteSaved : nightSentence(codeOf(outcome)), outcome.kind === "answer");
    await night.refresh();
  }

  return {
    draw({ note, note_before }) {
      before.textContent = note_before ? `${NIGHT.noteBefore}: ${note_before.note}` : "";
      before.hidden = note_before === null;
      const told = note?.note ?? "";
      if (text.value === known && text !== document.activeElement) text.value = told;
      known = text.value === told ? told : known;
    },
  };
}
