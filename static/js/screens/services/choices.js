// @ts-check
/** What may be begun for somebody: each session and course that is planned, and what needs none. Imports words. */

import { digits, fill, joined } from "../../words.js";
import { dayWords } from "../../pure/jalali.js";
import { DOCTORS, SAID, SUBJECTS, wordOf } from "./words.js";

/** @typedef {import("../../wire_services.js").Session} Session */
/** @typedef {{ word: string, programme: string, flow: string, session: string | null, slots: [string, string][] }} Choice */

/** @param {import("../../wire_services.js").Services} services @returns {Choice[]} */
export function choicesOf({ known, sessions, day }) {
  const planned = sessions.map((one) => ({ word: sessionWords(one, day), programme: one.programme, flow: one.flow, session: one.session, slots: slotsOf(one) }));
  const others = known.filter(({ flow }) => flow === "enrolment" || flow === "referral").map((one) => ({ word: one.title_fa, programme: one.programme, flow: one.flow, session: null, slots: [] }));
  return [...planned, ...others];
}

/** What a session is called. @param {Session} one @param {string} today */
export function sessionWords(one, today) {
  const when = one.days.find((day) => day >= today) ?? one.days[0] ?? "";
  const what = one.doctor ? wordOf(DOCTORS, one.doctor) : wordOf(SUBJECTS, one.subject);
  return joined(one.title_fa, what, when === today ? SAID.today : dayWords(when), fill(SAID.room, { n: one.room }));
}

/** The free slots, with their hours where they have any. @param {Session} one @returns {[string, string][]} */
function slotsOf(one) {
  return one.free.map((slot) => [String(slot), joined(digits(slot), digits(one.times[slot - 1] ?? ""))]);
}
