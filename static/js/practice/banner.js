// @ts-check
/** The page of a tablet that practises: violet, hatched, and one sentence that never leaves it. Imports dom. */

import { VERDICTS } from "../words.js";
import { el, icon } from "../dom.js";
import { settlePractice } from "./mode.js";

/** Marks the page, or clears it; whether it may go on, for a page of another mind is opened anew. @param {boolean} practises @param {Document} [page] */
export function markPractice(practises, page = document) {
  if (!settlePractice(practises, location)) return false;
  page.documentElement.dataset["practice"] = practises ? "on" : "off";
  page.querySelector("#practising")?.remove();
  if (practises) page.body.prepend(el("aside", { id: "practising" }, icon("i-practice"), el("strong", { text: VERDICTS["practice"] ?? "" })));
  return true;
}
