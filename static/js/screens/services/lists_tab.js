// @ts-check
/** Who waits, the longest first; who is to be told, with a list for paper; a month in numbers. Imports dom and fields. */

import { WORDS, digits, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { dayWords } from "../../pure/jalali.js";
import { emptyLine } from "../sheet.js";
import { readCounts, readReminders, readServices, readWaiting, tick } from "./api.js";
import { caseRow } from "./case_row.js";
import { asked, saidLine } from "./fields.js";
import { SAID, STEPS, wordOf } from "./words.js";

/** @typedef {import("../../wire_services.js").Reminder} Reminder */
/** @typedef {import("../../wire_services.js").Count} Count */
/** @typedef {import("./services.js").TabDeps} TabDeps */

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

/** A tab that is read when it opens and after every act. @param {HTMLElement} root @param {TabDeps} given @param {(again: () => void, said: HTMLElement) => Promise<Node[] | null>} read */
function loaded(root, { deps }, read) {
  const [said, place] = [saidLine(), el("div", { class: "service-list" }, emptyLine(WORDS.loading))];
  let here = deps !== null;
  async function load() {
    const shown = await read(() => void load(), said);
    if (here) place.replaceChildren(...(shown ?? [button("second", SAID.reload, () => void load())]));
  }
  root.replaceChildren(said, place);
  void load();
  return () => {
    here = false;
  };
}

/** @param {HTMLElement} root @param {TabDeps} given @returns {() => void} unmount */
export function mountWaiting(root, given) {
  const { deps, lead } = given;
  return loaded(root, given, async (again, said) => {
    const services = await asked({ deps, said }, readServices);
    const found = services && (await asked({ deps, said }, readWaiting));
    if (!found) return null;
    const rows = found.cases.map((/** @type {import("../../wire_services.js").Case} */ one) => caseRow(one, { deps, lead, day: services.day, onChanged: again }));
    return [rows.length > 0 ? el("ul", { class: "cases" }, ...rows) : emptyLine(SAID.noWaiting)];
  });
}

/** @param {HTMLElement} root @param {TabDeps} given @returns {() => void} unmount */
export function mountReminders(root, given) {
  const { deps } = given;
  return loaded(root, given, async (again, said) => {
    const found = await asked({ deps, said }, readReminders);
    if (!found) return null;
    /** @type {Reminder[]} */
    const reminders = found.reminders;
    if (reminders.length === 0) return [emptyLine(SAID.noReminders)];
    const rows = reminders.map((one) => {
      const tell = button("second", SAID.tell, async () => {
        if (await asked({ deps, said, by: tell }, () => tick(one.case.case))) again();
      }, "i-tick");
      return el("li", { class: "reminder", "data-told": one.case.told, "data-case": one.case.case }, ...toCall(one), el("span", { class: "reminder-why", text: joined(one.case.title_fa, wordOf(STEPS, one.case.step)) }), one.case.told ? el("span", { class: "good", text: SAID.told }) : tell);
    });
    const print = button("second", SAID.print, () => window.print());
    return [el("h2", { class: "print-only", text: `${SAID.printTitle}: ${dayWords(found.until)}` }), el("ul", { class: "reminders" }, ...rows), el("div", { class: "panel-buttons no-print" }, print)];
  });
}

/** Whom to call, when: all that the printed list has. @param {Reminder} one */
function toCall({ case: { next_on }, name, code, phone }) {
  return [el("span", { class: "reminder-box", "aria-hidden": "true" }), el("strong", {}, el("bdi", { text: name || fill(SAID.household, { label: code }) })), el("span", { text: fill(WORDS.householdCode, { code }) }), el("bdi", { dir: "ltr", text: digits(phone.replace(/^\+98/, "0")) }), el("span", { text: next_on ? dayWords(next_on) : "" })];
}

/** @param {HTMLElement} root @param {TabDeps} given @returns {() => void} unmount */
export function mountCounts(root, given) {
  const { deps } = given;
  return loaded(root, given, async (_again, said) => {
    const found = await asked({ deps, said }, readCounts);
    if (!found) return null;
    /** @type {Count[]} */
    const lines = found.lines;
    if (lines.length === 0) return [emptyLine(SAID.noCounts)];
    const heads = [SAID.service, SAID.stage, SAID.count, SAID.middle, SAID.longest].map((text) => el("th", { scope: "col", text }));
    const rows = lines.map((one) => {
      const called = one.step === "called";
      const title = called ? fill(SAID.letter, { queue: one.programme }) : one.title_fa;
      const waits = one.waits > 0 ? [waitWords(one.middle_s), waitWords(one.longest_s)] : ["", ""];
      return el("tr", {}, el("th", { scope: "row", text: title }), ...[called ? SAID.called : wordOf(STEPS, one.step), digits(one.count), ...waits].map((text) => el("td", { text })));
    });
    return [el("table", { class: "service-counts" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows))];
  });
}

/** A wait in days, or in minutes. @param {number} seconds */
function waitWords(seconds) {
  return seconds >= DAY_S ? fill(SAID.days, { n: Math.round(seconds / DAY_S) }) : fill(SAID.minutes, { n: Math.round(seconds / MINUTE_S) });
}
