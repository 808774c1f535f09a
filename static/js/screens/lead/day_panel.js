// @ts-check
/**
 * Day and date: the open day, or the date that a person confirms before the day is opened.
 * Imports dom, Jalali words and the catalogue.
 */

import { WORDS, digits } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { daysLater, dayWords } from "../../pure/jalali.js";
import { panel } from "../sheet.js";
import { storePlace } from "./store_place.js";

/** Codes after which the lead's word may open the day all the same. */
const BEHIND = ["clock-behind", "day-invalid"];

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountDay(page, { day, shift }) {
  const body = el("div", { class: "panel-body" });
  page.append(panel("day", WORDS.dayTitle, body));
  /** The date that is looked at; null follows what the clock proposes. @type {string | null} */
  let looked = null;
  let [anyway, said, shown] = [false, "", ""];
  const store = storePlace("open");

  /** @param {string} date */
  async function open(date) {
    const counts = store.counts();
    if (counts === null) return;
    const outcome = await shift.openDay(date, anyway, counts);
    const code = outcome.kind === "answer" ? "" : codeOf(outcome);
    said = code ? store.sentence(code) : "";
    anyway = BEHIND.includes(code);
    if (!code) looked = null;
    shown = "";
    await day.refresh();
  }

  /** @param {import("../../wire.js").DayReply} now */
  function draw(now) {
    const date = now.day ?? looked ?? now.proposed;
    const drawn = JSON.stringify([now.day, date, now.clock_behind, anyway, said]);
    if (drawn === shown) return; // a button under a finger stays the button it is
    shown = drawn;
    const words = el("p", { class: "day-words", text: dayWords(date) });
    const numbers = el("p", { class: "day-numbers" }, el("bdi", { dir: "ltr", text: digits(date.replaceAll("-", "/")) }));
    if (now.day) {
      store.forget();
      return body.replaceChildren(words, numbers, el("p", { class: "good", text: WORDS.dayIsOpen }));
    }
    store.fetch();
    const move = (/** @type {number} */ by) => () => {
      looked = daysLater(date, by);
      [anyway, said] = [false, ""];
      draw(now);
    };
    const warning = said || (now.clock_behind ? WORDS.dayClockBehind : "");
    body.replaceChildren(
      el("p", { class: "quiet", text: WORDS.dayConfirm }),
      el("div", { class: "day-choice" }, button("day-move", WORDS.dayEarlier, move(-1)), el("div", {}, words, numbers), button("day-move", WORDS.dayLater, move(1))),
      store.place,
      ...(warning ? [el("p", { class: "warning", role: "alert", text: warning })] : []),
      button("first-small", anyway ? WORDS.dayAnyway : WORDS.dayOpen, () => void open(date)),
    );
  }

  day.watch(draw);
  return () => {};
}
