// @ts-check
/**
 * The catalogue of the language that is chosen on this tablet, and how it writes numbers.
 *
 * A language is one file with the same keys as `text_fa.js` and one line in `CATALOGUES`; changing it opens the
 * page anew, so nothing here changes while the page stands. Imports the catalogues and the tablet's choices.
 */

import * as en from "./text_en.js";
import * as fa from "./text_fa.js";
import { choices } from "./tablet.js";

/** @typedef {Readonly<Record<string, string>>} Sentences */
/** @typedef {{ NAME: string, LOCALE: string, DIRECTION: string, DIGITS: string, VERDICTS: Sentences, REASONS: Sentences, ERRORS: Sentences, REMARKS: Sentences, FLAGS: Sentences, FINDINGS: Sentences, LIKENESS: Sentences, WORDS: { readonly [word in keyof typeof fa.WORDS]: string } }} Catalogue */

/** @type {Readonly<Record<string, Catalogue>>} */
export const CATALOGUES = { fa, en };

export const language = Object.hasOwn(CATALOGUES, choices.language) ? choices.language : "fa";
const chosen = CATALOGUES[language] ?? fa;

export const { LOCALE, DIRECTION, VERDICTS, REASONS, ERRORS, REMARKS, FINDINGS, FLAGS, LIKENESS, WORDS } = chosen;

/** A number or text with the language's own digits. @param {string | number} value */
export function digits(value) {
  return String(value).replace(/[0-9]/g, (digit) => chosen.DIGITS[Number(digit)] ?? digit);
}

/** A word with its gaps filled: `{n}` by the fact `n`, numbers in the language's digits. @param {string} word @param {Record<string, string | number>} facts */
export function fill(word, facts) {
  return word.replace(/\{(\w+)\}/g, (gap, name) => (name in facts ? digits(facts[name] ?? "") : gap));
}

/**
 * Several words as one line; what is empty is left out, and each keeps its own direction.
 *
 * Not parted by a middle dot: beside Persian digits it is read as a zero.
 * @param {...string} parts
 */
export function joined(...parts) {
  return parts.filter(Boolean).map((part) => `\u2068${part}\u2069`).join(WORDS.between);
}

/** How much more one tap counts, «+۵», with its sign before it in every direction. @param {number} step */
export function plus(step) {
  return `\u2066+${digits(step)}\u2069`;
}

/** The sentence of an error code; a code nobody foresaw gets the general one. @param {string} code */
export function errorSentence(code) {
  return (Object.hasOwn(ERRORS, code) ? ERRORS[code] : undefined) ?? ERRORS["unexpected"] ?? "";
}

/** The sentence of a refusal's reason. @param {string} reason */
export function reasonSentence(reason) {
  return (Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined) ?? VERDICTS["refused"] ?? "";
}
