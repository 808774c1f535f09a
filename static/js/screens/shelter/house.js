// @ts-check
/** What the lead says of the house: that the night is cold, and which beds there are. Imports dom and the routes. */

import { digits } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { latinDigits } from "../../pure/digits.js";
import { sectionsOf } from "../../pure/shelter_view.js";
import { layOut, setCold } from "../../api_shelter.js";
import { panel } from "../sheet.js";
import { field, tell } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

const NAMES = /** @type {const} */ (["all", "men", "women", "family"]);

/** Adds the panel. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @param {import("./night.js").Night} night @returns {import("./night.js").Panel} */
export function mountHouse(page, { pending, onLocked }, night) {
  const cold = el("div", { class: "night-cold-line" });
  const said = el("p", { class: "night-said", role: "status" });
  const rows = NAMES.map(sectionRow);
  const save = el("button", { class: "second", type: "submit", text: NIGHT.bedsSave });
  const form = el("form", { class: "night-beds", novalidate: true }, el("p", { class: "quiet", text: NIGHT.bedsHelp }), ...rows.map((one) => one.row), save);
  page.append(panel("house", NIGHT.houseTitle, cold, said, form));
  let shown = "";

  /** @param {Promise<import("../../pure/outcome.js").Outcome>} asked @param {string} word */
  async function done(asked, word) {
    const outcome = await asked;
    if (onLocked(outcome)) return;
    tell(said, outcome.kind === "answer" ? word : nightSentence(codeOf(outcome)), outcome.kind === "answer");
    shown = "";
    await night.refresh();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sections = sectionsOf(rows.map((one) => one.value()));
    if (sections === null) return tell(said, nightSentence("layout-unfit"));
    void done(layOut(pending.newId(), /** @type {import("../../wire_shelter.js").SectionRequest[]} */ (sections)), NIGHT.bedsSaved);
  });

  return {
    draw({ cold_since, sections, numbered }) {
      const drawn = JSON.stringify([cold_since !== null, numbered && sections]);
      if (drawn === shown) return; // a field under somebody's fingers is left as it is
      shown = drawn;
      const on = cold_since !== null;
      const turn = button("second", on ? NIGHT.coldOff : NIGHT.coldStart, () => void done(setCold(pending.newId(), !on), ""));
      cold.replaceChildren(el("p", { class: on ? "night-cold" : "quiet", text: on ? NIGHT.coldOn : NIGHT.coldHelp }), turn);
      for (const one of rows) one.show(numbered ? sections.find((section) => section.name === one.name) : undefined);
    },
  };
}

/** The fields of one section. @param {typeof NAMES[number]} name */
function sectionRow(name) {
  const given = { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off" };
  const first = field(`beds-${name}-first`, NIGHT.bedsFirst, given);
  const last = field(`beds-${name}-last`, NIGHT.bedsLast, given);
  const floor = field(`beds-${name}-floor`, NIGHT.bedsFloor, given);
  const read = (/** @type {HTMLInputElement} */ input) => latinDigits(input.value.trim());
  return {
    name,
    row: el("fieldset", { class: "night-section" }, el("legend", { text: NIGHT[name] }), first.row, last.row, floor.row),
    value: () => ({ name, first: read(first.input), last: read(last.input), floor: read(floor.input) }),
    /** @param {import("../../wire_shelter.js").SectionView | undefined} section */
    show(section) {
      first.input.value = section && section.last >= section.first ? digits(section.first) : "";
      last.input.value = section && section.last >= section.first ? digits(section.last) : "";
      floor.input.value = section ? digits(section.places.floor) : "";
    },
  };
}
