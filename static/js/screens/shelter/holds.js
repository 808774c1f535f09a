// @ts-check
/** Beds that are kept until an hour, and those whose hour is over: nobody came, they are free again. Imports dom and the routes. */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { latinDigits } from "../../pure/digits.js";
import { hourWords } from "../../pure/jalali.js";
import { nextHour } from "../../pure/shelter_view.js";
import { endHold, holdBed } from "../../api_shelter.js";
import { emptyLine, panel } from "../sheet.js";
import { field } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

/** Adds the panel; a house whose beds have no numbers keeps none. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @param {import("./night.js").Night} night @returns {import("./night.js").Panel} */
export function mountHolds(page, { pending, onLocked }, night) {
  const bed = field("hold-bed", NIGHT.moveTo, { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off" });
  const until = field("hold-until", NIGHT.holdUntil, { type: "time", required: "" });
  const list = el("ul", { class: "night-holds" });
  const said = el("p", { class: "night-said", role: "status" });
  const form = el("form", { class: "night-form", novalidate: true }, bed.row, until.row, el("button", { class: "second", type: "submit", text: NIGHT.holdGo }));
  const place = panel("holds", NIGHT.holdTitle, said, list, form);
  page.append(place);
  let shown = "";
  /** The site's instant, for a tablet's own clock may be wrong. */
  let now = Date.now();

  /** @param {Promise<import("../../pure/outcome.js").Outcome>} asked */
  async function done(asked) {
    const outcome = await asked;
    if (onLocked(outcome)) return;
    said.textContent = outcome.kind === "answer" ? "" : nightSentence(codeOf(outcome));
    if (outcome.kind === "answer") bed.input.value = "";
    await night.refresh();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const at = nextHour(until.input.value, new Date(now));
    const number = Number(latinDigits(bed.input.value));
    if (at === null) return void (said.textContent = nightSentence("hour-over"));
    if (!Number.isInteger(number) || number < 1) return void (said.textContent = nightSentence("section-unknown"));
    void done(holdBed({ act_id: pending.newId(), until: at, bed: number }));
  });

  /** @param {import("../../wire_shelter.js").HoldView} one */
  function row({ hold, bed: number, until: at, over }) {
    const line = el("span", { class: "night-hold" }, el("b", { text: fill(NIGHT.holdLine, { n: number, hour: hourWords(at) }) }), over ? el("span", { class: "quiet", text: NIGHT.holdOver }) : null);
    const ways = over ? [] : [button("second", NIGHT.holdTake, () => void night.admit(null, hold)), button("second", NIGHT.holdFree, () => void done(endHold(pending.newId(), hold)))];
    return el("li", { "data-over": String(over) }, line, ...ways);
  }

  return {
    draw({ holds, no_shows, numbered, at }) {
      now = at;
      place.hidden = !numbered;
      const drawn = JSON.stringify([holds, no_shows]);
      if (drawn === shown) return;
      shown = drawn;
      const gone = no_shows.length > 0 ? [el("li", { class: "quiet", text: fill(NIGHT.noShows, { beds: no_shows.map(digits).join(NIGHT.between) }) })] : [];
      list.replaceChildren(...(holds.length + gone.length > 0 ? [...holds.map(row), ...gone] : [el("li", { class: "night-empty" }, emptyLine(NIGHT.holdEmpty))]));
    },
  };
}
