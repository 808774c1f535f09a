// @ts-check
/** What the register's screens say of people, without the screen: dates as understood, IDs, kinds of change. Imports the catalogue and Jalali words. */

import { WORDS, digits, fill, joined } from "../words.js";
import { dayWords, momentWords } from "./jalali.js";

/** @typedef {import("../wire_register.js").MemberRecord} MemberRecord */
/** @typedef {import("../wire_register.js").HouseholdRecord} HouseholdRecord */

/** @type {Readonly<Record<import("../wire_register.js").IdKind, string>>} */
export const ID_KINDS = {
  "": WORDS.idByShape,
  national: WORDS.idNational,
  foreign: WORDS.idForeign,
  residence: WORDS.idResidence,
  passport: WORDS.idPassport,
  other: WORDS.idOther,
  none: WORDS.idNone,
};

/** @type {Readonly<Record<"" | "female" | "male", string>>} */
export const SEXES = { "": WORDS.sexUnsaid, female: WORDS.woman, male: WORDS.man };

/** @type {Readonly<Record<import("../wire_register.js").ChangeKind, string>>} */
const CHANGES = {
  register: WORDS.changeRegister,
  edit: WORDS.changeEdit,
  birth: WORDS.changeBirth,
  death: WORDS.changeDeath,
  move: WORDS.changeMove,
  head: WORDS.changeHead,
  split: WORDS.changeSplit,
  merge: WORDS.changeMerge,
  undo: WORDS.changeUndo,
  import: WORDS.changeImport,
};

/** What was understood of a birth date, «۱۸ اردیبهشت ۱۳۴۸، ۵۷ سال». @param {{ born_on: string | null, year_only: boolean, age: number | null }} understood */
export function bornWords({ born_on, year_only, age }) {
  if (born_on === null) return "";
  const day = year_only ? fill(WORDS.bornYear, { year: born_on.slice(0, 4) }) : dayWords(born_on);
  return joined(day, age === null ? "" : fill(WORDS.years, { n: age }));
}

/** @param {{ given_name: string, family_name: string }} person */
export function fullName({ given_name, family_name }) {
  return `${given_name} ${family_name}`.trim() || WORDS.nameless;
}

/** What stands under a member's name. @param {MemberRecord} member */
export function memberNotes(member) {
  const id = member.id_tail ? `${ID_KINDS[member.id_kind]} …${digits(member.id_tail)}` : "";
  return [
    joined(member.is_head ? WORDS.head : "", member.relation === WORDS.head ? "" : member.relation, member.sex ? SEXES[member.sex] : ""),
    joined(member.born_on ? dayWords(member.born_on) : "", id, member.phone ? `\u2066${digits(member.phone)}\u2069` : ""),
    joined(...member.tags),
  ].filter(Boolean);
}

/** A day as people type it. @param {string | null} day */
export const dayTyped = (day) => digits((day ?? "").replaceAll("-", "/"));

/** The record as its own edited form: the ID stays as it is. @param {MemberRecord} member @returns {import("../wire_register.js").EditedMember} */
export function asTyped(member) {
  const { person, given_name, family_name, relation, sex, born_on, phone, id_kind, tags, note, is_head } = member;
  return { person, given_name, family_name, relation, sex, born: dayTyped(born_on), phone: digits(phone ?? ""), id_kind, id_text: null, tags, note, is_head };
}

/** A reviewing date as understood, «دوشنبه ۱ اسفند ۱۴۰۵». @param {string | null} day */
export const reviewWords = (day) => (day === null ? "" : dayWords(day));

/** The remarks on one field of one member, such as `born`. @param {readonly import("../wire_register.js").Remark[]} remarks @param {number} member @param {string} field */
export function remarkOn(remarks, member, field) {
  return remarks.find((one) => one.field === `$.members[${member}].${field}`)?.code ?? null;
}

/** What made a version, and who and when. @param {import("../wire_register.js").VersionView} version @param {number} now */
export function versionWords({ kind, at, by_name, version }, now) {
  return { title: CHANGES[kind] ?? CHANGES.edit, note: joined(fill(WORDS.versionNumber, { n: version }), at === null ? "" : momentWords(at, now), by_name) };
}

/** The household as the search would have found it. @param {HouseholdRecord} record @param {import("../wire_search.js").FoundCard} card @returns {import("../wire_search.js").HouseholdFound} */
export function asFound({ household, code, neighbourhood, members, overdue }, card) {
  const head = members.find((one) => one.is_head);
  return { household, code, neighbourhood, size: members.length, card, found: [], overdue, head: head ? { person: head.person, name: fullName(head), id_end: head.id_tail } : null };
}
