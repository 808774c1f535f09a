// @ts-check
/** What would come of a list, or came of it: figures, what was found in its rows, the rows to mend. Imports dom and words. */

import { WORDS, digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { errorsPath } from "../../api_lists.js";
import { findingGroups, hasErrors, importFigures } from "../../pure/import_view.js";
import { figure } from "../lead/close_panel.js";
import { saveButton } from "./save_button.js";

/** @typedef {import("../../wire_lists.js").ImportReport} ImportReport */

const FILE_NAME = "rows-to-mend.csv";

/** @param {import("../../wire_lists.js").ImportReply} stands @param {ImportReport} report */
export function reportView(stands, report) {
  const done = stands.state === "done";
  const said = el("p", { class: done ? "good" : "list-preview", role: "status", text: done ? WORDS.importDone : WORDS.importPreview });
  const figures = el("dl", { class: "figures" }, ...importFigures(report).map(({ word, value }) => figure(word, value)));
  const ignored = report.ignored_columns.length;
  const parts = [
    el("p", { class: "list-name" }, el("bdi", { text: stands.name })),
    said,
    figures,
    ...neighbourhoods(report),
    ...findingGroups(report).map(group),
    ...(ignored > 0 ? [el("p", { class: "quiet", text: fill(WORDS.ignoredColumns, { n: ignored }) })] : []),
    ...(hasErrors(report) ? [el("div", { class: "list-mend" }, el("p", { text: WORDS.importErrorsHelp }), saveButton(WORDS.importErrors, errorsPath(stands.import), FILE_NAME))] : []),
  ];
  return el("div", { class: "list-report" }, ...parts);
}

/** @param {ReturnType<typeof findingGroups>[number]} found */
function group({ weight, title, findings }) {
  const rows = findings.map(({ sentence, count, lines }) =>
    el("li", { class: "finding" }, el("span", { text: sentence }), el("b", { text: digits(count) }), el("span", { class: "quiet", text: lines })),
  );
  return el("section", { class: "part findings", "data-weight": weight }, el("h3", { text: title }), el("ul", {}, ...rows));
}

/** @param {ImportReport} report */
function neighbourhoods(report) {
  const found = Object.entries(report.neighbourhoods);
  if (found.length < 2) return [];
  const each = found.map(([name, count]) => el("li", {}, el("bdi", { text: name || WORDS.neighbourhoodNone }), el("b", { text: digits(count) })));
  return [el("ul", { class: "list-places" }, ...each)];
}
