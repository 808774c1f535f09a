// @ts-check
/**
 * What is said in English when a household is registered, changed or merged (see text_en.js).
 *
 * Pure; imports nothing.
 */

/** Failures of the register. @type {Readonly<Record<string, string>>} */
export const REGISTER_ERRORS = {
  "household-unknown": "This household is not registered here",
  "household-invalid": "The household is not complete; look again",
  "household-changed": "Somebody has just changed it; refresh",
  "household-likely-known": "It may be registered already; please compare",
  "code-taken": "Another household has this code",
  "merge-invalid": "These two cannot become one; look again",
  "merge-unknown": "No such merge, or it was undone",
  "merge-not-last": "Undo the later merge of this household first",
  "card-practice": "This is a practice card; hand nothing over",
  "practice-switched": "Practice was switched; nothing was recorded",
};

/** What is wrong with a field of a draft, or odd about it. @type {Readonly<Record<string, string>>} */
export const REGISTER_REMARKS = {
  "name-missing": "Write a name or a family name",
  "head-missing": "Say who heads the household",
  "head-twice": "Only one person heads the household",
  "members-missing": "At least one stays and one leaves",
  "born-unread": "The birth date could not be read",
  "born-in-future": "The birth date is still to come",
  "born-long-ago": "This birth date is very long ago",
  "phone-unread": "The telephone number could not be read",
  "code-taken": "Another household has this code",
  "id-missing": "The ID is not written",
  "id-invalid": "The national ID is wrong; read it again",
  "same-id-twice": "Two people have this ID",
};
