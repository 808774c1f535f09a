// @ts-check
/** The words of the night's screens in the chosen language; they come with the screens. Imports the catalogue. */

import { errorSentence, language } from "../../words.js";

/** @typedef {Readonly<Record<keyof typeof import("../../text_fa_shelter.js").SHELTER_WORDS, string>>} Words */

const chosen = await (language === "en" ? import("../../text_en_shelter.js") : import("../../text_fa_shelter.js"));

/** @type {Words} */
export const NIGHT = chosen.SHELTER_WORDS;

/** The sentence of a code. @param {string} code */
export const nightSentence = (code) => chosen.SHELTER_ERRORS[code] ?? errorSentence(code);
