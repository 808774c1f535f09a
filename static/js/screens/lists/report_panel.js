// @ts-check
/** Sheets of days and reports of months and quarters: chosen, looked at, taken as a file. Imports dom and the routes. */

import { digits, errorSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { filePath, readReport, readSheets } from "../../api_reports.js";
import { dayWords } from "../../pure/jalali.js";
import { saveFile } from "../../save_file.js";
import { emptyLine, panel } from "../sheet.js";
import { field } from "./choose_list.js";
import { comingWords } from "./save_button.js";
import { reportParts } from "./report_parts.js";
import { SAID } from "./report_words.js";

const FORMS = ["pdf", "xlsx", "csv"];

/** @typedef {import("../../wire_reports.js").SheetsReply} SheetsReply */

/** Opens the page. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountReports(root, { onLocked }) {
  const over = new AbortController();
  const page = el("div", { class: "lists" });
  root.replaceChildren(page);
  const sheets = el("div", { class: "panel-body" });
  const report = el("div", { class: "panel-body" });
  page.append(
    panel("reports", SAID.reportTitle, el("p", { class: "quiet", text: SAID.reportHelp }), report),
    panel("sheets", SAID.sheetTitle, el("p", { class: "quiet", text: SAID.sheetHelp }), sheets),
  );

  async function load() {
    const outcome = await readSheets();
    if (over.signal.aborted || onLocked(outcome)) return;
    if (outcome.kind !== "answer") return void sheets.replaceChildren(emptyLine(errorSentence(codeOf(outcome))));
    const { days, periods } = /** @type {SheetsReply} */ (outcome.value);
    if (days.length === 0) {
      sheets.replaceChildren(emptyLine(SAID.sheetNone));
      return void report.replaceChildren(emptyLine(SAID.sheetNone));
    }
    const day = chooser("sheet-day", SAID.sheetDay, days.map((one) => ({ value: one.day, word: one.seal ? dayWords(one.day) : `${dayWords(one.day)} (${SAID.sheetOpen})` })));
    sheets.replaceChildren(day.field, ...files("day-sheets", () => day.select.value, "day", over.signal));
    const period = chooser("report-period", SAID.reportPeriod, periods.map((value) => ({ value, word: periodWords(value) })));
    const shown = el("div", { class: "list-report" });
    period.select.addEventListener("change", () => void look(period.select.value, shown));
    report.replaceChildren(period.field, shown, ...files("reports", () => period.select.value, "report", over.signal));
    await look(period.select.value, shown);
  }

  /** @param {string} period @param {HTMLElement} shown */
  async function look(period, shown) {
    const outcome = await readReport(period);
    if (over.signal.aborted || onLocked(outcome)) return;
    if (outcome.kind !== "answer") return void shown.replaceChildren(emptyLine(errorSentence(codeOf(outcome))));
    const found = /** @type {import("../../wire_reports.js").ReportReply} */ (outcome.value);
    const asked = /** @type {HTMLSelectElement | null} */ (document.querySelector("#report-period"));
    if (asked?.value === period) shown.replaceChildren(...reportParts(found));
  }

  void load();
  return () => over.abort();
}

/** A month such as 1405-09 or a quarter such as 1405-S3 in words. @param {string} key */
export function periodWords(key) {
  const season = /^(\d{4})-S([1-4])$/.exec(key);
  if (season) return `${SAID.seasons.split(" ")[Number(season[2]) - 1]} ${digits(season[1] ?? "")}`;
  return dayWords(`${key}-01`).replace(/^.*?[0-9۰-۹]+\s+/u, "");
}

/** @param {string} id @param {string} word @param {readonly { value: string, word: string }[]} options */
function chooser(id, word, options) {
  const select = /** @type {HTMLSelectElement} */ (el("select", { id }, ...options.map((one) => el("option", { value: one.value, text: one.word }))));
  return { select, field: el("div", { class: "list-fields" }, field(id, word, select)) };
}

/** A button for every form, and what came of it. @param {"day-sheets" | "reports"} kind @param {() => string} which @param {string} name @param {AbortSignal} over */
function files(kind, which, name, over) {
  const said = el("p", { class: "list-step", role: "status" });
  const all = FORMS.map((form) => {
    const one = button(form === "pdf" ? "first-small" : "second", form.toUpperCase(), async () => {
      one.disabled = true;
      const outcome = await saveFile(filePath(kind, which(), form), `${name}-${which()}.${form}`, over, (bytes) => void (said.textContent = comingWords(bytes)));
      one.disabled = false;
      said.textContent = outcome === null || outcome.kind === "answer" ? "" : errorSentence(codeOf(outcome));
    });
    one.lang = "en";
    return one;
  });
  return [el("div", { class: "panel-buttons" }, ...all), said];
}

