// @ts-check
/**
 * The day's close: its totals, tablets that still owe rows, then the seal. Two taps. Imports dom and the catalogue.
 */

import { WORDS, digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { dayWords } from "../../pure/jalali.js";
import { panel } from "../sheet.js";
import { storePlace } from "./store_place.js";

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountClose(page, { day, shift }) {
  const body = el("div", { class: "panel-body close-body" });
  page.append(panel("close", WORDS.dayClose, body));
  let [asked, said, shown] = [false, "", ""];
  const store = storePlace("close");

  /** @param {string} date */
  async function close(date) {
    const counts = store.counts();
    if (counts === null) return;
    const outcome = await shift.closeDay(date, counts);
    said = outcome.kind === "answer" ? "" : store.sentence(codeOf(outcome));
    asked = asked && outcome.kind !== "answer";
    shown = "";
    await day.refresh();
  }

  /** @param {import("../../wire.js").DayReply} now */
  function draw(now) {
    const drawn = JSON.stringify([asked, said, now.day, now.sheet]);
    if (drawn === shown) return;
    shown = drawn;
    const ask = (/** @type {boolean} */ on) => () => {
      asked = on;
      if (on) day.refresh();
      draw(day.now ?? now);
    };
    const { day: open, sheet } = now;
    const parts = sheet ? [...totals(sheet, open !== null)] : [];
    if (sheet && sheet.stock.length > 0) {
      store.fetch((shelf) => shelf.tell(sheet.stock, open !== null && asked, open === null));
      parts.push(store.place);
    }
    if (said) parts.push(el("p", { class: "warning", role: "alert", text: said }));
    if (open && asked) {
      const yes = button("first-small", WORDS.dayCloseYes, () => void close(open));
      parts.push(el("p", { text: WORDS.dayCloseAsk }), el("div", { class: "panel-buttons" }, yes, button("second", WORDS.cancel, ask(false))));
    } else if (open) parts.push(button("second close-ask", WORDS.dayClose, ask(true)));
    body.replaceChildren(...(parts.length > 0 ? parts : [el("p", { class: "empty", text: WORDS.dayClosed })]));
  }

  day.watch(draw);
  return () => {};
}

/** What the report says so far, or said when it was closed. @param {import("../../wire.js").SheetReply} sheet @param {boolean} open */
function totals(sheet, open) {
  const figures = [
    figure(WORDS.dayHouseholds, sheet.households),
    figure(WORDS.itemsGiven, sheet.lines.reduce((sum, line) => sum + line.handed - line.voided, 0)),
    figure(WORDS.refused, sheet.refused),
    figure(WORDS.unsent, sheet.unsent),
  ];
  const owing = sheet.tablets.filter((one) => (one.absent ?? 0) > 0);
  const missing = owing.map((one) => el("li", { text: fill(WORDS.dayMissing, { tab: one.tab, n: one.absent ?? 0 }) }));
  return [
    ...(open ? [] : [el("p", { class: "quiet", text: `${WORDS.dayClosedLast}: ${dayWords(sheet.day)}` })]),
    el("dl", { class: "figures" }, ...figures),
    ...(sheet.seal ? [el("p", { class: "seal" }, el("span", { text: WORDS.daySeal }), el("b", { dir: "ltr", text: sheet.seal }))] : []),
    ...(missing.length > 0 ? [el("div", { class: "warning" }, el("ul", {}, ...missing), ...(open ? [el("p", { text: WORDS.dayMissingNote })] : []))] : []),
  ];
}

/** A number with its word. @param {string} word @param {number} value */
export function figure(word, value) {
  return el("div", { class: "figure" }, el("dd", { text: digits(value.toLocaleString("en")) }), el("dt", { text: word }));
}
