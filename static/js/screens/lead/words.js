// @ts-check
/** The words of the list of what was done, in the chosen language; they come with it. Imports both and the chosen language. */

import * as en from "../../text_en_activity.js";
import * as fa from "../../text_fa_activity.js";
import { language } from "../../words.js";

export const CATALOGUES = { fa, en };
export const { WORK, UNITS, ABOUT, NOES, TERMINAL } = language === "en" ? en : fa;
