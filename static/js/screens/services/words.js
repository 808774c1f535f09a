// @ts-check
/** The catalogue of the services in the tablet's language; it comes with the screen and not with the page. Imports the catalogues. */

import { WORDS, errorSentence, language, reasonSentence } from "../../words.js";
import * as en from "./text_en.js";
import * as fa from "./text_fa.js";

export const CATALOGUES = { fa, en };
export const { SAID, STEPS, DOCTORS, SUBJECTS, KINDS, BECAUSE, NOES, ERRORS } = language === "en" ? en : fa;

/** A word of a closed list, or the code where a newer site has another. @param {Readonly<Record<string, string>>} list @param {string | null} code */
export function wordOf(list, code) {
  return code === null ? "" : (Object.hasOwn(list, code) ? list[code] : undefined) ?? code;
}

/** The sentence of an error code. @param {string} code */
export function problem(code) {
  return (Object.hasOwn(ERRORS, code) ? ERRORS[code] : undefined) ?? errorSentence(code);
}

/** Why there is no case. @param {string} reason */
export function refusal(reason) {
  return (Object.hasOwn(NOES, reason) ? NOES[reason] : undefined) ?? reasonSentence(reason);
}

/** How a member is told apart at a desk: a number and a word. @param {import("../../wire_services.js").Member} member @param {(value: number) => string} digits */
export function memberWords(member, digits) {
  return `${digits(member.ordinal)}. ${member.is_head ? WORDS.head : WORDS[member.who]}`;
}
