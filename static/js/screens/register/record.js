// @ts-check
/** A household's record to look at: its people, one under the other. Imports dom and views. */

import { LIKENESS, WORDS, digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { fullName, memberNotes } from "../../pure/register_view.js";

/** @typedef {import("../../wire_register.js").HouseholdRecord} HouseholdRecord */

/** The people of a record. @param {Pick<HouseholdRecord, "neighbourhood" | "members" | "alternates">} record */
export function recordList({ neighbourhood, members, alternates }) {
  const people = members.map((one) => personLine(fullName(one), memberNotes(one)));
  const others = alternates.map((one) => personLine(fullName(one), [WORDS.alternate, one.relation, one.blocked ? WORDS.alternateBlocked : ""]));
  return el("ul", { class: "record" }, ...people, ...others, neighbourhood ? personLine(neighbourhood, [WORDS.neighbourhood]) : null);
}

/** @param {string} name @param {readonly string[]} notes */
function personLine(name, notes) {
  return el("li", { class: "record-line" }, el("strong", {}, el("bdi", { text: name })), ...notes.filter(Boolean).map((text) => el("span", { class: "quiet", text })));
}

/** Why two records may be one, each reason a word of its own. @param {readonly string[]} agrees */
export function reasonsList(agrees) {
  return el("ul", { class: "agrees", "aria-label": WORDS.agrees }, ...agrees.map((reason) => el("li", { text: LIKENESS[reason] ?? "" })));
}

/** «خانوار …۴۷۲، ۴ نفر». @param {import("../../wire_register.js").Likely} likely */
export function likelyTitle({ label, size }) {
  return `${fill(WORDS.householdEnd, { label: digits(label) })} ${fill(WORDS.peopleCount, { n: size })}`;
}
