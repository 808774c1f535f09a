// @ts-check
/** Other places with free beds, each figure with its age; the mobile bus and 137. Imports dom and the night's words. */

import { digits, fill } from "../../words.js";
import { el, icon } from "../../dom.js";
import { emptyLine, panel } from "../sheet.js";
import { ageSaid } from "./parts.js";
import { NIGHT } from "./words.js";

/** @typedef {import("../../wire_shelter.js").ShelterReply} ShelterReply */

const HELP_LINE = "137";

/** Adds the panel. @param {HTMLElement} page @returns {import("./night.js").Panel} */
export function mountOthers(page) {
  const body = el("div", { class: "panel-body" });
  page.append(panel("others", NIGHT.othersTitle, body));
  return { draw: (now) => body.replaceChildren(othersList(now)) };
}

/** The list as it is shown when the house is full, too. @param {ShelterReply} now */
export function othersList({ others, at }) {
  const rows = others.map(({ title, places, cold, told_at }) => {
    const free = places.free + places.free_floor > 0;
    const said = free ? fill(NIGHT.otherPlaces, { beds: places.free, floor: places.free_floor }) : NIGHT.otherFull;
    const name = el("span", { class: "night-other" }, el("b", { dir: "auto", text: title }), cold ? el("span", { class: "night-cold", text: NIGHT.coldHere }) : null);
    return el("li", { "data-free": String(free) }, name, el("span", { text: said }), el("span", { class: "quiet", text: ageSaid(told_at, at) }));
  });
  const help = el("li", { class: "night-help" }, icon("i-link"), el("span", { text: NIGHT.bus }), el("b", { dir: "ltr", text: digits(HELP_LINE) }));
  const list = el("ul", { class: "night-others" }, ...rows, help);
  return el("div", {}, ...(rows.length === 0 ? [emptyLine(NIGHT.othersEmpty)] : []), list);
}
