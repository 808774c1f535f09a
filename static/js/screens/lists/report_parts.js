// @ts-check
/** A report as it is read on the page: what is missing first, then figures and bars. Imports dom and words. */

import { digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { dayWords } from "../../pure/jalali.js";
import { figure } from "../lead/close_panel.js";
import { barLines } from "./report_bars.js";
import { reportStock } from "./report_stock.js";
import { SAID } from "./report_words.js";

/** @typedef {import("../../wire_reports.js").ReportLine} ReportLine */

/** @param {import("../../wire_reports.js").ReportReply} report */
export function reportParts(report) {
  const { total } = report;
  const figures = [figure(SAID.households, total.households), figure(SAID.handouts, total.handouts), figure(SAID.refused, total.refused), figure(SAID.overrides, total.over)];
  const missing = report.open_days.map((one) => el("p", { text: fill(SAID.reportOpenDay, { day: dayWords(one.day) }) }));
  const notOver = report.over ? [] : [el("p", { text: SAID.reportNotOver })];
  const places = report.by_place.map((one) => ({ name: one.place === null ? SAID.others : digits(one.place) || SAID.unknownPlace, number: one.sums[0] ?? 0 }));
  return [
    ...(report.unfinished ? [el("div", { class: "list-personal", role: "note" }, el("b", { text: SAID.reportUnfinished }), ...notOver, ...missing)] : []),
    el("dl", { class: "figures" }, ...figures),
    ...(report.by_programme.length > 0 ? [] : [el("p", { class: "empty", text: SAID.empty })]),
    ...barLines(SAID.programmes, named(report.by_programme).sort((one, other) => other.number - one.number)),
    ...barLines(SAID.organisations, named(report.by_organisation)),
    ...(report.by_month.length > 1 ? barLines(SAID.months, named(report.by_month)) : []),
    ...reportStock(report),
    ...(report.unfinished ? [el("p", { class: "quiet", text: SAID.placesWait })] : barLines(SAID.places, places)),
  ];
}

/** @param {readonly ReportLine[]} lines */
function named(lines) {
  return lines.map((one) => ({ name: digits(one.title) || SAID.noOrganisation, number: one.sums.handouts }));
}
