// @ts-check
/** What all tablets and the lead did since the last close. Imports dom and the list. */

import { WORDS, errorSentence } from "../../words.js";
import { el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { every } from "../../every.js";
import { doneList, titlesOf } from "../done_list.js";
import { emptyLine } from "../sheet.js";
import { activityLine } from "./work_line.js";

const EVERY_MS = 10_000;

/** Opens the list. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountActivity(root, { shift }) {
  const place = el("div", { class: "activity" }, emptyLine(WORDS.loading));
  root.replaceChildren(place);
  let shown = "";

  async function load() {
    const [rows, programmes] = await Promise.all([shift.readActivity(), shift.readProgrammes()]);
    if (rows.kind !== "answer") return void place.replaceChildren(emptyLine(errorSentence(codeOf(rows))));
    const drawn = JSON.stringify(rows.value);
    if (drawn === shown) return;
    shown = drawn;
    const titles = titlesOf(programmes.kind === "answer" ? programmes.value.programmes : []);
    place.replaceChildren(doneList(rows.value.rows, titles, { line: activityLine }));
  }

  return every(EVERY_MS, () => void load());
}
