// @ts-check
/** Bars by hour, drawn element by element; time runs as the language is read. Imports dom and digits. */

import { DIRECTION, digits } from "../../words.js";
import { SVG } from "../../dom.js";
import { roundTop } from "../../pure/hours.js";

const HEIGHT = 220;
const [ABOVE, BELOW, BESIDE] = [22, 30, 40];
const STEPS = 4;
const WIDEST_BAR = 46;

/** @param {string} tag @param {Record<string, string | number>} given @param {string} [text] */
function draw(tag, given, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A bar with a round head. @param {number} x @param {number} y @param {number} width @param {number} height */
function barPath(x, y, width, height) {
  const round = Math.min(7, width / 2, height);
  return `M${x} ${y + height}V${y + round}q0 ${-round} ${round} ${-round}h${width - 2 * round}q${round} 0 ${round} ${round}v${height - round}z`;
}

/**
 * The bars as a drawing of this width.
 * @param {readonly import("../../pure/hours.js").Bar[]} bars
 * @param {{ width: number, label: string }} how
 */
export function barChart(bars, { width, label }) {
  const spoken = bars.filter((bar) => bar.count > 0).map((bar) => `${bar.label}: ${digits(bar.count)}`);
  const chart = draw("svg", { class: "chart", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": [label, ...spoken].join("; ") });
  const top = roundTop(Math.max(0, ...bars.map((bar) => bar.count)));
  const tall = HEIGHT - ABOVE - BELOW;
  const rtl = DIRECTION === "rtl";
  const yOf = (/** @type {number} */ count) => ABOVE + tall * (1 - count / top);
  for (let step = 0; step <= STEPS; step += 1) {
    const y = yOf((top * step) / STEPS);
    const from = rtl ? 0 : BESIDE;
    chart.append(draw("line", { class: step === 0 ? "chart-ground" : "chart-line", x1: from, x2: from + width - BESIDE, y1: y, y2: y }));
    const x = rtl ? width - BESIDE + 10 : BESIDE - 10;
    chart.append(draw("text", { class: "chart-scale", x, y: y + 5, "text-anchor": rtl ? "start" : "end", direction: "ltr" }, digits((top * step) / STEPS)));
  }
  const slot = (width - BESIDE) / Math.max(1, bars.length);
  bars.forEach((bar, place) => {
    const middle = rtl ? width - BESIDE - slot * (place + 0.5) : BESIDE + slot * (place + 0.5);
    chart.append(...barOf(bar, middle, Math.min(WIDEST_BAR, slot * 0.62), yOf(bar.count), yOf(0)));
  });
  return chart;
}

/** @param {import("../../pure/hours.js").Bar} bar @param {number} middle @param {number} wide @param {number} y @param {number} ground */
function barOf(bar, middle, wide, y, ground) {
  const label = draw("text", { class: "chart-hour", x: middle, y: HEIGHT - 8, "text-anchor": "middle", direction: "ltr" }, bar.label);
  if (bar.count === 0) return [label];
  const count = draw("text", { class: "chart-count", x: middle, y: y - 7, "text-anchor": "middle" }, digits(bar.count));
  return [draw("path", { class: "chart-bar", d: barPath(middle - wide / 2, y, wide, ground - y) }), count, label];
}
