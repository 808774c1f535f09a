// @ts-check
/** What to hand over now, then what was not given and why. Imports dom and the refused line. */

import { addText, say, stampOne } from "../dom.js";
import { refusedLine } from "./due.js";

/** Fills the list with the decisions of one handout. @param {HTMLElement} list @param {import("../pure/decision_view.js").HandoutView} view @param {{ exception: import("./due.js").OnException, second: ((handout: string) => HTMLElement) | null }} ways */
export function showOutcome(list, view, { exception, second }) {
  const granted = view.granted.map((line) => {
    const item = stampOne("t-granted-line");
    say(item, ".amount", line.amount);
    say(item, ".line-title", line.title);
    for (const note of line.notes) addText(item, "line-note", note);
    if (second && line.awaits) item.append(second(line.awaits));
    return item;
  });
  list.replaceChildren(...granted, ...view.refused.map((line) => refusedLine(line, exception)));
}
