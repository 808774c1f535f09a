// @ts-check
/**
 * How the day goes: three figures, bars by hour, programme by programme, and why lines were refused.
 * Imports dom, the chart and words.
 */

import { LOCALE, WORDS, digits, reasonSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { every } from "../../every.js";
import { amount } from "../../pure/decision_view.js";
import { hourBars } from "../../pure/hours.js";
import { emptyLine, panel } from "../sheet.js";
import { barChart } from "./chart.js";
import { figure } from "./close_panel.js";

const EVERY_MS = 5_000;
const HOUR = new Intl.DateTimeFormat(LOCALE, { timeZone: "Asia/Tehran", hour: "2-digit", hourCycle: "h23" });
/** Of English `Intl` says the hour alone or with a word; the number is enough. @param {number} at */
const hourOf = (at) => HOUR.formatToParts(at).find((part) => part.type === "hour")?.value ?? "";

/** @typedef {import("../../wire.js").CountsReply} CountsReply */

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountCounts(page, { shift }) {
  const figures = el("dl", { class: "figures" });
  const chart = el("div", { class: "chart-place" });
  const programmes = el("div", { class: "programmes" });
  const reasons = el("div", { class: "reasons" });
  const part = (/** @type {string} */ word, /** @type {HTMLElement} */ body) => el("section", { class: "part" }, el("h3", { text: word }), body);
  const main = el("div", { class: "counts-main" }, part(WORDS.byHour, chart), part(WORDS.byReason, reasons));
  page.append(panel("counts", WORDS.countsTitle, figures, el("div", { class: "counts-grid" }, main, programmes)));
  /** The programme whose bars are shown, or all. @type {string | null} */
  let chosen = null;
  /** @type {CountsReply | null} */
  let counts = null;

  async function load() {
    const outcome = await shift.readCounts();
    if (outcome.kind !== "answer") return;
    if (JSON.stringify(counts) === JSON.stringify(outcome.value)) return;
    counts = /** @type {CountsReply} */ (outcome.value);
    draw(counts);
  }

  /** @param {CountsReply} now */
  function draw(now) {
    figures.replaceChildren(
      figure(WORDS.handouts, sum(now.programmes, (one) => one.handouts)),
      figure(WORDS.holders, now.holders),
      figure(WORDS.refused, sum(now.reasons, (one) => one.refused)),
    );
    drawChart(now);
    const seen = now.programmes.filter((one) => one.handouts + one.refused > 0);
    programmes.replaceChildren(...[null, ...seen].map((one) => programmeRow(now, one)));
    const most = Math.max(1, ...now.reasons.map((one) => one.refused));
    const rows = now.reasons.map((one) => meter(reasonSentence(one.reason), one.refused, most));
    reasons.replaceChildren(...(rows.length > 0 ? rows : [emptyLine(WORDS.noRefusals)]));
  }

  /** @param {CountsReply} now */
  function drawChart(now) {
    const bars = hourBars(now.half_hours, { hourOf, now_ms: Date.now(), programme: chosen });
    const width = Math.max(300, chart.clientWidth);
    chart.replaceChildren(now.half_hours.length > 0 ? barChart(bars, { width, label: WORDS.byHour }) : emptyLine(WORDS.nothingYet));
  }

  /** A programme, or all of them, whose bars a tap shows. @param {CountsReply} now @param {import("../../wire.js").ProgrammeCount | null} one */
  function programmeRow(now, one) {
    const made = button("programme", one ? one.title_fa : WORDS.allProgrammes, () => {
      chosen = one ? one.programme : null;
      draw(now);
    });
    const handouts = one ? one.handouts : sum(now.programmes, (each) => each.handouts);
    made.setAttribute("aria-pressed", String(chosen === (one ? one.programme : null)));
    if (one && one.quantity !== handouts) made.append(el("small", { text: amount(one.quantity, one.unit_fa) }));
    made.append(el("b", { text: digits(handouts) }));
    return made;
  }

  const again = () => void (counts && drawChart(counts));
  addEventListener("resize", again);
  const stop = every(EVERY_MS, () => void load());
  return () => {
    removeEventListener("resize", again);
    stop();
  };
}

/** A sentence with how often, as a bar against the most frequent. @param {string} sentence @param {number} times @param {number} most */
function meter(sentence, times, most) {
  const bar = el("meter", { min: 0, max: most, value: times, "aria-label": sentence });
  return el("div", { class: "reason" }, el("span", { text: sentence }), el("b", { text: digits(times) }), bar);
}

/** @template T @param {readonly T[]} list @param {(one: T) => number} of */
function sum(list, of) {
  return list.reduce((total, one) => total + of(one), 0);
}
