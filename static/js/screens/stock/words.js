// @ts-check
/** The stock's own catalogue in the chosen language, which comes with its screens. Imports both and the chosen language. */

import * as en from "../../text_en_stock.js";
import * as fa from "../../text_fa_stock.js";
import { errorSentence, language } from "../../words.js";

export const { STOCK_WORDS, COUNT_REASONS, OUT_REASONS, STOCK_ERRORS } = language === "en" ? en : fa;

/** A word of the stock. @param {string} key */
export function word(key) {
  return STOCK_WORDS[key] ?? "";
}

/** The sentence of a code that the stock's routes answer. @param {string} code */
export function stockSentence(code) {
  return (Object.hasOwn(STOCK_ERRORS, code) ? STOCK_ERRORS[code] : undefined) ?? errorSentence(code);
}
