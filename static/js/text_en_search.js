// @ts-check
/** What the lead's search says, and why two records may be one, in English. Imports nothing; read it through `words.js`. */

/** Why two records look like one. @type {Readonly<Record<string, string>>} */
export const LIKENESS = {
  "same-id": "The same ID",
  "id-one-slip": "The IDs differ in one digit",
  "same-name": "The same full name",
  "name-alike": "Names that are nearly the same",
  nickname: "A short form of the name",
  "swapped-names": "Given and family name swapped",
  "same-birth-date": "The same birth date",
  "birth-date-alike": "Nearly the same birth date",
  "same-birth-year": "The same birth year",
  "same-phone": "The same telephone",
  "same-neighbourhood": "The same neighbourhood",
  "same-people": "Several members match",
};

export const SEARCH_WORDS = {
  leadSearch: "Search",
  searchLabel: "Name, end of a telephone number, ID, household or card code",
  searchHint: "Every search is recorded, its words are not.",
  searchGo: "Search",
  searchNone: "No household found.",
  searchCount: "Households found: {n}.",
  searchMore: "There are more; write more of it.",
  searchLeft: "{n} more searches in this hour.",
  searchBack: "Back to the search",
  doneSearch: "Search",
  nameless: "No name",
  householdCode: "Code {code}",
  peopleCount: "Members: {n}",
  idEnd: "ID ends in {end}",
  cardGood: "Card in use",
  cardSuspended: "Card suspended",
  cardRevoked: "Card revoked",
  cardNone: "No card",
  householdDue: "Due today",
  householdDueHelp: "To look at only; handing over needs the card.",
};
