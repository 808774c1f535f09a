// @ts-check
/** The night's figures, and what goes with an admission: the section, the meals. Imports dom and the night's words. */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { choice } from "../sheet.js";
import { figure } from "./parts.js";
import { NIGHT } from "./words.js";

/** @typedef {import("../../wire_shelter.js").ShelterReply} ShelterReply */

/** Free beds, floor places and meals. @param {HTMLElement} place @param {ShelterReply} told */
export function drawFigures(place, { places, meals, unplaced, over, numbered }) {
  const beds = [fill(NIGHT.ofAll, { n: places.beds }), places.held ? fill(NIGHT.kept, { n: places.held }) : "", unplaced && numbered ? fill(NIGHT.unplaced, { n: unplaced }) : ""];
  const floor = [fill(NIGHT.ofAll, { n: places.floor }), over ? fill(NIGHT.over, { n: over }) : ""];
  const eaten = meals.map((one) => figure(one.title_fa, one.left ?? one.given, fill(one.left === null ? NIGHT.given : NIGHT.left, { n: one.left ?? one.given, unit: one.unit_fa })));
  place.replaceChildren(
    figure(NIGHT.freeBeds, places.free, beds.filter(Boolean).join(NIGHT.between), places.free ? "granted" : "refused"),
    figure(NIGHT.freeFloor, places.free_floor, floor.filter(Boolean).join(NIGHT.between), places.free_floor ? "" : "refused"),
    ...eaten,
  );
}

/** Which section, and which meals; a button under a finger stays the button it is. */
export function mountAsks() {
  const place = el("div", { class: "night-asks" });
  /** The meals that go with an admission; all of them unless somebody says otherwise. @type {Set<string>} */
  const without = new Set();
  let [section, drawn] = ["", ""];

  /** @param {ShelterReply} told */
  function mealSwitches({ meals }) {
    const group = el("div", { class: "choice", role: "group", "aria-label": NIGHT.meals });
    for (const { programme, title_fa } of meals) {
      const made = button("choice-one", title_fa, () => {
        if (!without.delete(programme)) without.add(programme);
        made.setAttribute("aria-pressed", String(!without.has(programme)));
      });
      made.setAttribute("aria-pressed", String(!without.has(programme)));
      group.append(made);
    }
    return el("div", { class: "setting" }, el("span", { class: "setting-label", text: NIGHT.meals }), group);
  }

  return {
    place,
    /** What goes with the next admission. @param {ShelterReply} told */
    chosen: (told) => ({ section, meals: told.meals.filter((one) => !without.has(one.programme)) }),
    /** @param {ShelterReply} told */
    draw(told) {
      const { sections, meals } = told;
      if (!sections.some((one) => one.name === section)) section = sections[0]?.name ?? "";
      const shape = JSON.stringify([sections.map((one) => [one.name, one.places.free]), meals.map((one) => one.programme)]);
      if (shape === drawn) return;
      drawn = shape;
      const options = sections.map((one) => ({ value: one.name, word: `${NIGHT[one.name]} (${digits(one.places.free)})` }));
      place.replaceChildren(...(sections.length > 1 ? [choice(NIGHT.section, options, () => section, (value) => void (section = value))] : []), ...(meals.length > 0 ? [mealSwitches(told)] : []));
    },
  };
}
