// @ts-check
/**
 * Beds that are kept until an hour, for whoever has a card or for anybody; those whose hour is over: nobody came, they
 * are free again. Imports dom and the routes.
 */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { latinDigits } from "../../pure/digits.js";
import { hourWords } from "../../pure/jalali.js";
import { leftWord, nextHour } from "../../pure/shelter_view.js";
import { endHold, holdBed } from "../../api_shelter.js";
import { emptyLine, panel } from "../sheet.js";
import { field } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

/** Adds the panel; a house whose beds have no numbers keeps none. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @param {import("./night.js").Night} night @returns {import("./night.js").Panel} */
export function mountHolds(page, { pending, onLocked }, night) {
  const card = field("hold-card", NIGHT.holdCard, { type: "text", dir: "ltr", maxlength: "16", autocomplete: "off", autocapitalize: "characters" });
  const bed = field("hold-bed", NIGHT.holdBed, { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off" });
  const until = field("hold-until", NIGHT.holdUntil, { type: "time", required: "" });
  const list = el("ul", { class: "night-holds" });
  const said = el("p", { class: "night-said", role: "status" });
  const scan = button("second", NIGHT.holdScan, lendReader);
  const form = el("form", { class: "night-form", novalidate: true }, card.row, scan, bed.row, until.row, el("button", { class: "second", type: "submit", text: NIGHT.holdGo }));
  const place = panel("holds", NIGHT.holdTitle, said, list, form);
  page.append(place);
  let shown = "";
  /** What was read from a card, instead of its short code. @type {string | null} */
  let read = null;
  /** The site's instant, for a tablet's own clock may be wrong. */
  let now = Date.now();

  /** The next card that is read is the one that the bed is kept for. */
  function lendReader() {
    said.textContent = NIGHT.holdWaits;
    night.lend(async (text) => {
      night.lend(null);
      read = text;
      card.input.value = "";
      card.input.placeholder = NIGHT.holdRead;
      said.textContent = NIGHT.holdRead;
      place.scrollIntoView({ block: "nearest" });
      until.input.focus();
    });
  }

  function clear() {
    night.lend(null);
    read = null;
    bed.input.value = card.input.value = card.input.placeholder = "";
  }

  /** @param {Promise<import("../../pure/outcome.js").Outcome>} asked @param {string} word */
  async function done(asked, word) {
    const outcome = await asked;
    if (onLocked(outcome)) return;
    said.textContent = outcome.kind === "answer" ? word : nightSentence(codeOf(outcome));
    if (outcome.kind === "answer") clear();
    await night.refresh();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const at = nextHour(until.input.value, new Date(now));
    const number = latinDigits(bed.input.value.trim());
    if (at === null) return void (said.textContent = nightSentence("hour-over"));
    if (!/^\d*$/.test(number) || number === "0") return void (said.textContent = nightSentence("section-unknown"));
    const typed = latinDigits(card.input.value.trim());
    const text = typed || read;
    const where = number ? { bed: Number(number) } : { section: night.section() };
    void done(holdBed({ act_id: pending.newId(), until: at, ...where, ...(text ? { text } : {}) }), NIGHT.holdDone);
  });

  /** @param {import("../../wire_shelter.js").HoldView} one */
  function row({ hold, bed: number, until: at, over, label }) {
    const left = leftWord(at, now);
    const more = [over ? NIGHT.holdOver : fill(NIGHT[left.word], { n: left.n }), label ? fill(NIGHT.holdFor, { who: digits(label) }) : "", label && !over ? NIGHT.holdByCard : ""];
    const line = el("span", { class: "night-hold" }, el("b", { text: fill(NIGHT.holdLine, { n: number, hour: hourWords(at) }) }), el("span", { class: "quiet", text: more.filter(Boolean).join(NIGHT.between) }));
    const admits = button("second", NIGHT.holdTake, () => void night.admit(null, hold));
    const ways = over ? [] : [...(label ? [] : [admits]), button("second", NIGHT.holdFree, () => void done(endHold(pending.newId(), hold), NIGHT.holdFreed))];
    return el("li", { "data-over": String(over) }, line, ...ways);
  }

  return {
    draw({ holds, no_shows, numbered, at }) {
      now = at;
      place.hidden = !numbered;
      const drawn = JSON.stringify([holds.map((one) => [one, leftWord(one.until, at)]), no_shows]);
      if (drawn === shown) return;
      shown = drawn;
      const gone = no_shows.length > 0 ? [el("li", { class: "quiet", text: fill(NIGHT.noShows, { beds: no_shows.map(digits).join(NIGHT.between) }) })] : [];
      list.replaceChildren(...(holds.length + gone.length > 0 ? [...holds.map(row), ...gone] : [el("li", { class: "night-empty" }, emptyLine(NIGHT.holdEmpty))]));
    },
  };
}
