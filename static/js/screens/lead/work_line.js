// @ts-check
/** A row of the work as the lead's list shows it: its sentence, of what, how much. Imports the words and the other rows. */

import { digits, joined, reasonSentence } from "../../words.js";
import { ABOUT, NOES, TERMINAL, UNITS, WORK } from "./words.js";
import { amount, deskName } from "../../pure/decision_view.js";
import { doneLine } from "../../pure/done_view.js";
import { hourWords } from "../../pure/jalali.js";

/** @typedef {import("../../wire.js").DoneView} DoneView */
/** @typedef {import("../../pure/done_view.js").DoneLine} DoneLine */

/** Kinds that give something, and those that take something back. */
const GIVES = /^(?:service\.(?:seen|sent-on|issued|attended|made)|bed\.(?:stay|floor)|round\.back|gift\.(?:came|delivery)|stock\.(?:receipt|waybill))$/;
const UNDOES = /(?:undone|-off|withdraw|cancelled|mistake)$|^(?:service|stock)\.back$/;
/** @type {Readonly<Record<string, string>>} */
const ICONS = { bed: "i-bed", cold: "i-bed", shelter: "i-bed", round: "i-day", campaign: "i-visit", ticket: "i-tally", service: "i-lists" };

/** A row as the list shows it. @param {DoneView} row @param {import("../../pure/done_view.js").Titles} titles @returns {DoneLine} */
export function activityLine(row, titles) {
  if (row.kind !== "work") return doneLine(row, titles, { tablets: true });
  const kind = row.work ?? "";
  const found = titles[row.programme ?? ""];
  const what = row.programme === null ? "" : (found?.title_fa ?? row.programme);
  const unit = UNITS[kind] ?? (row.programme === null ? "" : (found?.unit_fa ?? ""));
  return {
    tone: toneOf(kind),
    icon: ICONS[kind.split(".")[0] ?? ""] ?? "i-due",
    title: WORK[kind] ?? kind,
    what: joined(what, aboutOf(row), row.quantity === null ? "" : amount(row.quantity, unit)),
    note: joined(row.reason ? (NOES[row.reason] ?? reasonSentence(row.reason)) : "", row.desk === "terminal" ? TERMINAL : row.desk ? deskName(row.desk) : "", row.tab ?? ""),
    hour: hourWords(row.at),
    label: digits(row.label),
  };
}

/** @param {string} kind @returns {import("../../pure/done_view.js").Tone} */
function toneOf(kind) {
  if (["service.refusal", "service.no-show", "waybill.again"].includes(kind)) return "refused";
  if (GIVES.test(kind)) return "granted";
  return UNDOES.test(kind) ? "undone" : "counted";
}

/** @param {DoneView} row */
function aboutOf({ about }) {
  return ABOUT[about] ?? digits(about);
}
