// @ts-check
/** The status strip in words. Imports the catalogue, digits and Jalali words. */

import { WORDS, digits, errorSentence } from "../words.js";
import { dayWords } from "./jalali.js";

/** @typedef {{ day: string, unsent: string, registry: string, link: "reached" | "waiting" | "none" | "offline" }} StatusView */

const REGISTRY = { none: WORDS.registryNone, waiting: WORDS.registryWaiting, reached: WORDS.registryReached };

/** The strip's words; `null` is a site that gives no answer. @param {import("../wire.js").Status | null} status @returns {StatusView} */
export function statusView(status) {
  if (!status) return { day: "", unsent: "", registry: WORDS.offline, link: "offline" };
  return {
    day: status.day ? dayWords(status.day) : WORDS.dayClosed,
    unsent: status.unsent > 0 ? `${digits(status.unsent)} ${WORDS.unsent}` : WORDS.unsentNone,
    // What a lead must see to stands in the way of everything else.
    registry: status.warning ? errorSentence(status.warning) : (REGISTRY[status.registry] ?? WORDS.registryNone),
    link: status.warning ? "waiting" : status.registry,
  };
}
