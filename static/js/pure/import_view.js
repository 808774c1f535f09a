// @ts-check
/** How an import stands, in words and figures. Imports the catalogue. */

import { FINDINGS, WORDS, digits, errorSentence, fill, joined } from "../words.js";

/** @typedef {import("../wire_lists.js").ImportReply} ImportReply */
/** @typedef {import("../wire_lists.js").ImportReport} ImportReport */
/** @typedef {import("../wire_lists.js").Finding} Finding */

/** @type {readonly ["error" | "doubt" | "warning", string][]} */
const WEIGHTS = [["error", WORDS.findingsError], ["doubt", WORDS.findingsDoubt], ["warning", WORDS.findingsWarning]];

/** The figures of a preview or a result, in the order in which one looks; what is nothing and means nothing is left out. @param {ImportReport} report @returns {{ word: string, value: number }[]} */
export function importFigures(report) {
  const always = [
    { word: WORDS.rowsCount, value: report.rows },
    { word: WORDS.householdsAdded, value: report.added_households },
    { word: WORDS.peopleAdded, value: report.added_people },
  ];
  const some = [
    { word: WORDS.peopleUpdated, value: report.updated_people },
    { word: WORDS.peopleUnchanged, value: report.unchanged_people },
    { word: WORDS.rowsLeft, value: report.left_rows },
    { word: WORDS.conflictRows, value: report.conflict_rows },
    { word: WORDS.unreadableRows, value: report.unreadable_rows },
  ];
  return [...always, ...some.filter(({ value }) => value > 0)];
}

/** What was found, what keeps rows out first. @param {ImportReport} report */
export function findingGroups({ findings }) {
  const groups = WEIGHTS.map(([weight, title]) => ({ weight, title, findings: findings.filter((one) => one.weight === weight).map(findingView) }));
  return groups.filter((group) => group.findings.length > 0);
}

/** @param {Finding} finding */
function findingView({ kind, count, lines }) {
  const shown = fill(WORDS.findingLines, { lines: lines.map((line) => digits(line)).join(WORDS.between) });
  const more = count > lines.length ? fill(WORDS.findingMore, { n: count - lines.length }) : "";
  return { sentence: FINDINGS[kind] ?? kind, count, lines: [shown, more].filter(Boolean).join(" ") };
}

/** Whether there are rows that somebody has to mend. @param {ImportReport} report */
export const hasErrors = ({ findings }) => findings.some((one) => one.weight !== "warning");

/** How far it is, from 0 to 1; null where nobody knows. @param {ImportReply} stands */
export function share({ state, received, size, done, total }) {
  if (state === "receiving") return size > 0 ? received / size : null;
  return total > 0 ? done / total : null;
}

/** What is being done, and how far it is. @param {ImportReply} stands */
export function stepWords({ state, done, total }) {
  const word = state === "receiving" ? WORDS.importReceiving : state === "writing" ? WORDS.importWriting : WORDS.importReading;
  return joined(word, state !== "receiving" && total > 0 ? fill(WORDS.importStep, { done, total }) : "");
}

/** Why a list did not come in, with the place where the site knows one. @param {ImportReply} stands */
export function failureWords({ code, facts }) {
  const line = facts["line"];
  return joined(errorSentence(code ?? ""), line === undefined ? "" : fill(WORDS.importLine, { line }));
}
