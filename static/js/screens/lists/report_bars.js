// @ts-check
/** Lines of a report: a name, a bar from the side where reading begins, a number. Imports dom and digits. */

import { DIRECTION, digits } from "../../words.js";
import { SVG, el } from "../../dom.js";

const MOST = 40;

/**
 * The lines under their title; nothing where there are none. The bar says nothing that the number does not.
 * @param {string} title
 * @param {readonly { name: string, number: number }[]} lines
 */
export function barLines(title, lines) {
  const most = Math.max(1, ...lines.map((line) => line.number));
  const rows = lines.slice(0, MOST).map(({ name, number }) =>
    el("li", { class: "report-line" }, el("bdi", { text: name }), el("b", { text: digits(number.toLocaleString("en").replaceAll(",", "٬")) }), bar(number / most)),
  );
  return lines.length > 0 ? [el("section", { class: "part" }, el("h3", { text: title }), el("ul", { class: "report-lines" }, ...rows))] : [];
}

/** @param {number} share */
function bar(share) {
  const drawing = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" })) drawing.setAttribute(name, value);
  const filled = document.createElementNS(SVG, "rect");
  const wide = share * 100;
  for (const [name, value] of Object.entries({ class: "chart-bar", x: DIRECTION === "rtl" ? 100 - wide : 0, y: 0, width: wide, height: 4 })) filled.setAttribute(name, String(value));
  drawing.append(filled);
  return drawing;
}
