// @ts-check
/** One row of a history in words. Imports the catalogue, amounts and hours. */

import { WORDS, digits, joined, reasonSentence } from "../words.js";
import { amount, deskName } from "./decision_view.js";
import { dayWords, hourWords } from "./jalali.js";

/** @typedef {"granted" | "refused" | "undone" | "counted" | "day"} Tone */
/** @typedef {{ tone: Tone, icon: string, title: string, what: string, note: string, hour: string, label: string }} DoneLine */
/** @typedef {Readonly<Record<string, { title_fa: string, unit_fa: string }>>} Titles by programme, and by item for what was tallied */

/** @type {Readonly<Record<import("../wire.js").DoneView["kind"], [Tone, string, string]>>} */
const KINDS = {
  handout: ["granted", "i-granted", WORDS.doneHandout],
  refusal: ["refused", "i-refused", WORDS.doneRefusal],
  void: ["undone", "i-undo", WORDS.doneVoid],
  tally: ["counted", "i-tally", WORDS.doneTally],
  "day-open": ["day", "i-day", WORDS.doneDayOpen],
  "day-close": ["day", "i-day", WORDS.doneDayClose],
  "card-stopped": ["undone", "i-idle", WORDS.doneCardStopped],
  "card-bound": ["day", "i-idle", WORDS.doneCardBound],
  merge: ["day", "i-due", WORDS.doneMerge],
  search: ["day", "i-search", WORDS.doneSearch],
  confirmed: ["granted", "i-granted", WORDS.doneConfirmed],
  work: ["counted", "i-due", ""],
};

/** A row as a list shows it; with `tab` where the list is of all tablets. @param {import("../wire.js").DoneView} row @param {Titles} titles @param {{ tablets?: boolean }} [how] @returns {DoneLine} */
export function doneLine(row, titles, { tablets = false } = {}) {
  const [tone, icon, title] = KINDS[row.kind];
  const found = titles[row.programme ?? ""];
  const what = row.programme === null ? "" : (found?.title_fa ?? row.programme);
  const much = row.quantity === null ? "" : amount(row.quantity, found?.unit_fa ?? "");
  const notes = [
    row.reason ? reasonSentence(row.reason) : "",
    row.voided ? WORDS.undone : "",
    row.day && row.kind.startsWith("day") ? dayWords(row.day) : "",
    ...(tablets && row.desk ? [deskName(row.desk), row.tab ?? ""] : []),
  ];
  return {
    tone: row.voided ? "undone" : tone,
    icon,
    title,
    what: joined(what, much),
    note: joined(...notes),
    hour: hourWords(row.at),
    label: digits(row.label),
  };
}
