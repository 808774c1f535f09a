// @ts-check
/** What this tablet did since the last close, without names. Imports dom, the sheet and the list. */

import { WORDS, errorSentence } from "../words.js";
import { button, el } from "../dom.js";
import { codeOf } from "../insist.js";
import { doneList, titlesOf } from "./done_list.js";
import { emptyLine, sheet } from "./sheet.js";

/** Opens the screen. @param {HTMLElement} root @param {import("./house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountHistory(root, { shift, handing }) {
  const place = el("div", { class: "sheet-body" }, emptyLine(WORDS.loading));
  const again = button("second sheet-again", WORDS.refresh, () => void load(), "i-again");
  root.replaceChildren(sheet("history", WORDS.historyTitle, WORDS.historyHelp, again, place));
  let over = false;

  /** @param {import("../wire.js").DoneView} row */
  async function undo(row) {
    const outcome = await handing.takeBack(row.event);
    setTimeout(() => void (over || load()), 900);
    return outcome.kind === "answer" ? WORDS.undone : errorSentence(codeOf(outcome));
  }

  async function load() {
    const [rows, programmes] = await Promise.all([shift.readHistory(), shift.readProgrammes()]);
    if (over) return;
    if (rows.kind !== "answer") return place.replaceChildren(emptyLine(errorSentence(codeOf(rows))));
    const titles = titlesOf(programmes.kind === "answer" ? programmes.value.programmes : []);
    place.replaceChildren(doneList(rows.value.rows, titles, { undo }));
  }

  load();
  return () => void (over = true);
}
