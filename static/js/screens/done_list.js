// @ts-check
/** A list of what was done, newest first, with the way back where there is one. Imports dom, rows in words. */

import { WORDS } from "../words.js";
import { button, el, icon } from "../dom.js";
import { doneLine } from "../pure/done_view.js";
import { emptyLine } from "./sheet.js";

/** @typedef {import("../wire.js").DoneView} DoneView */

/** Titles by programme, and by item for what was tallied. @param {import("../wire.js").ProgrammeView[]} programmes @returns {import("../pure/done_view.js").Titles} */
export function titlesOf(programmes) {
  return Object.fromEntries([...programmes].reverse().flatMap((one) => [[one.item, one], [one.programme, one]]));
}

/**
 * The rows as a list.
 * @param {readonly DoneView[]} rows
 * @param {import("../pure/done_view.js").Titles} titles
 * @param {{ line?: (row: DoneView, titles: import("../pure/done_view.js").Titles) => import("../pure/done_view.js").DoneLine, undo?: (row: DoneView) => Promise<string> }} [how] `undo` answers what to say in place of the button
 */
export function doneList(rows, titles, { line = doneLine, undo } = {}) {
  if (rows.length === 0) return emptyLine(WORDS.historyNone);
  return el("ul", { class: "done" }, ...rows.map((row) => doneItem(row, line(row, titles), undo)));
}

/** @param {DoneView} row @param {import("../pure/done_view.js").DoneLine} line @param {((row: DoneView) => Promise<string>) | undefined} undo */
function doneItem(row, line, undo) {
  const first = el(
    "p",
    { class: "done-first" },
    el("strong", { text: line.title }),
    line.label ? el("span", { class: "done-label", text: line.label }) : null,
    el("span", { class: "done-what", text: line.what }),
  );
  const made = el(
    "li",
    { class: "done-row", "data-tone": line.tone },
    el("span", { class: "done-icon" }, icon(line.icon)),
    el("div", { class: "done-said" }, first, line.note ? el("p", { class: "done-note", text: line.note }) : null),
    el("time", { class: "done-hour", text: line.hour }),
  );
  if (undo && row.undo_ms > 0) made.append(undoPart(row, undo));
  return made;
}

/** Taking back takes two taps. @param {DoneView} row @param {(row: DoneView) => Promise<string>} undo */
function undoPart(row, undo) {
  const part = el("div", { class: "done-undo" });
  const ask = () => void part.replaceChildren(button("chip-yes", WORDS.undoYes, go), button("chip-no", WORDS.undoNo, rest));
  const rest = () => void part.replaceChildren(button("chip-undo", WORDS.undo, ask, "i-undo"));
  const go = async () => {
    part.replaceChildren(el("span", { class: "quiet", text: WORDS.saving }));
    const said = await undo(row);
    part.replaceChildren(el("span", { class: "quiet", role: "status", text: said }));
  };
  rest();
  setTimeout(() => void part.remove(), row.undo_ms);
  return part;
}
