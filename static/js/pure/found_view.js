// @ts-check
/** One household that was found, in words. Imports the catalogue. */

import { WORDS, digits, fill, joined } from "../words.js";

/** @typedef {import("../wire_search.js").HouseholdFound} HouseholdFound */
/** @typedef {{ title: string, code: string, note: string, others: string[], card: string }} FoundView */

/** @type {Readonly<Record<import("../wire_search.js").FoundCard, string>>} */
const CARDS = { bound: WORDS.cardGood, suspended: WORDS.cardSuspended, revoked: WORDS.cardRevoked, none: WORDS.cardNone };

/** @param {HouseholdFound} one @returns {FoundView} */
export function foundView({ head, found, code, neighbourhood, size, card }) {
  return {
    title: head?.name || WORDS.nameless,
    code: fill(WORDS.householdCode, { code }),
    note: joined(idEnd(head), neighbourhood, fill(WORDS.peopleCount, { n: size })),
    others: found.map((person) => joined(person.name || WORDS.nameless, idEnd(person))),
    card: CARDS[card],
  };
}

/** What the search came to. @param {import("../wire_search.js").SearchReply} reply */
export function countWords({ households, more }) {
  if (households.length === 0) return WORDS.searchNone;
  const n = fill(WORDS.searchCount, { n: digits(households.length) });
  return more ? `${n} ${WORDS.searchMore}` : n;
}

/** The last two signs of an ID; from the left in every direction. @param {import("../wire_search.js").PersonFound | null} person */
function idEnd(person) {
  return person?.id_end ? fill(WORDS.idEnd, { end: person.id_end }) : "";
}
