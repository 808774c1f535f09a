// @ts-check
/**
 * The admissions of this night that the site was not asked for at once: which of them it has not heard of, and which bed
 * it gave to the others. Imports dom, the queue's database and the night's words.
 */

import { digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { hourWords } from "../../pure/jalali.js";
import { lateOnes, lateWord } from "../../pure/shelter_view.js";
import { HANDOUTS, within } from "../../queue/database.js";
import { panel } from "../sheet.js";
import { placeSaid } from "./parts.js";
import { NIGHT } from "./words.js";

/** @typedef {import("../../pending.js").Kept} Kept */

/** @type {Readonly<Record<ReturnType<typeof lateWord>, keyof typeof NIGHT>>} */
const SAID = { waits: "lateWaits", stuck: "lateStuck", undone: "undone", told: "lateTold", admitted: "lateBed", back: "back", here: "here", over: "lateOver", full: "lateFull", refused: "lateRefused" };
const BAD = ["stuck", "over", "full", "refused"];

/** Everything that this tablet keeps. @returns {Promise<Kept[]>} */
function all() {
  return within("readonly", (store, give) => {
    const asked = store(HANDOUTS).getAll();
    asked.onsuccess = () => give(asked.result);
  });
}

/** Adds the panel, which is there while there is something to tell. @param {HTMLElement} page @returns {() => Promise<number>} reads anew, and answers how many the site has not heard of */
export function mountLate(page) {
  const list = el("ul", { class: "night-late" });
  const count = el("p", { class: "night-said", role: "status" });
  const place = panel("late", NIGHT.lateTitle, count, list);
  place.hidden = true;
  page.append(place);
  return async () => {
    const found = lateOnes(await all().catch(() => []), Date.now());
    const waits = found.filter((one) => lateWord(one) === "waits").length;
    place.hidden = found.length === 0;
    count.textContent = waits > 0 ? fill(NIGHT.lateCount, { n: waits }) : "";
    list.replaceChildren(...found.map(row));
    return waits;
  };
}

/** @param {Kept} kept */
function row(kept) {
  const word = lateWord(kept);
  const said = fill(NIGHT[SAID[word]], { place: kept.lies ? placeSaid(kept.lies) : NIGHT.aBed });
  const who = `${hourWords(kept.at)}${NIGHT.between}${kept.request.text === null ? NIGHT.noCard : NIGHT.withCard}`;
  return el("li", { "data-word": word, "data-bad": String(BAD.includes(word)) }, el("span", { class: "night-who", text: digits(who) }), el("b", { text: said }));
}
