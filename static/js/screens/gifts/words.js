// @ts-check
/** The words of donors and contributions: they come with their screen, for the shell has no room. Imports the catalogue's own part. */

import { LOCALE, digits, fill, language } from "../../words.js";
import { quarterParts } from "../../pure/gift_view.js";

const chosen = await (language === "en" ? import("../../text_en_gifts.js") : import("../../text_fa_gifts.js"));

export const GIFT = chosen.GIFT_WORDS;
/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
export const NAMES = chosen.GIFT_NAMES;

/** A number by thousands, in the language's digits. @param {number} value */
export const number = (value) => value.toLocaleString(LOCALE);

/** A word whose gaps are numbers. @param {string} word @param {Record<string, number>} facts */
export const withNumbers = (word, facts) => fill(word, Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, number(value)])));

/** What something is called. @param {string} list @param {string} key */
export const nameOf = (list, key) => NAMES[list]?.[key] ?? key;

/** What a contribution's item is called. @param {{ kind: string, item: string, title_fa?: string }} gift */
export const itemName = ({ kind, item, title_fa }) => title_fa || nameOf(kind, item);

/** A quarter in words. @param {string} quarter */
export function quarterWords(quarter) {
  const { year, season } = quarterParts(quarter);
  return `${GIFT.seasons.split(" ")[season] ?? ""} ${digits(year)}`;
}
