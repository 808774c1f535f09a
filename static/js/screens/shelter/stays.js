// @ts-check
/** The night's list: who lies where, without names and reasons; out and back, another bed, taken back. Imports dom and the routes. */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { latinDigits } from "../../pure/digits.js";
import { moveStay, readStays, stepStay, undoStay } from "../../api_shelter.js";
import { makeSureButton, openSheet } from "../dialog.js";
import { emptyLine, panel } from "../sheet.js";
import { field, placeSaid, tell } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

/** @typedef {import("../../wire_shelter.js").StayView} StayView */
/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */

const STATES = /** @type {const} */ ({ in: "stateIn", out: "stateOut", left: "stateLeft" });

/** Adds the panel. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @param {import("./night.js").Night} night @returns {import("./night.js").Panel} */
export function mountStays(page, { pending, onLocked, session }, night) {
  const list = el("ul", { class: "night-list" });
  const said = el("p", { class: "night-said", role: "status" });
  page.append(panel("stays", NIGHT.listTitle, said, list));
  let shown = "";
  let numbered = false;

  async function refresh() {
    const outcome = await readStays();
    if (!list.isConnected || outcome.kind !== "answer") return;
    const stays = /** @type {StayView[]} */ (outcome.value.stays);
    const drawn = JSON.stringify(stays);
    if (drawn === shown) return;
    shown = drawn;
    list.replaceChildren(...(stays.length > 0 ? stays.map(row) : [el("li", {}, emptyLine(NIGHT.listEmpty))]));
  }

  /** @param {StayView} stay */
  function row(stay) {
    const who = stay.label ? digits(stay.label) : NIGHT.noCard;
    const made = button("night-row", placeSaid(stay), () => open(stay));
    made.dataset["state"] = stay.state;
    made.append(el("span", { class: "night-who", text: who }), el("span", { class: "quiet", text: NIGHT[STATES[stay.state]] }));
    return el("li", {}, made);
  }

  /** @param {StayView} stay */
  function open(stay) {
    const bed = field("night-bed", NIGHT.moveTo, { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off" });
    const go = (/** @type {string} */ word, /** @type {() => Promise<Outcome>} */ act) => button("second", word, () => void run(act));
    const step = (/** @type {"out" | "back" | "left"} */ way) => () => stepStay(pending.newId(), stay.stay, way);
    const lead = session.operator?.role === "lead" ? "mistake" : undefined;
    const steps = [
      stay.state === "in" ? go(NIGHT.stepOut, step("out")) : go(NIGHT.stepBack, step("back")),
      ...(stay.state === "left" ? [] : [go(NIGHT.stepLeft, step("left"))]),
      makeSureButton(NIGHT.undo, NIGHT.undo, () => void run(() => undoStay(pending.newId(), stay.stay, lead))),
    ];
    const move = () => moveStay(pending.newId(), stay.stay, { bed: Number(latinDigits(bed.input.value)) || 0 });
    const moves = el("div", { class: "night-move" }, ...(numbered ? [bed.row, go(NIGHT.move, move)] : []), ...(stay.floor ? [] : [go(NIGHT.moveFloor, () => moveStay(pending.newId(), stay.stay, { section: stay.section }))]));
    const close = button("second", NIGHT.close, () => sheet.close());
    const head = el("h2", { text: `${placeSaid(stay)}${NIGHT.between}${stay.label ? digits(stay.label) : NIGHT.noCard}` });
    const sheet = openSheet("night-sheet", NIGHT.listTitle, [head, el("div", { class: "night-steps" }, ...steps), moves, close]);

    async function run(/** @type {() => Promise<Outcome>} */ act) {
      sheet.close();
      const outcome = await act();
      if (onLocked(outcome)) return;
      const done = outcome.kind === "answer" && typeof outcome.value.instead_of !== "number";
      tell(said, wordsOf(outcome), done);
      await night.refresh();
    }
  }

  return {
    draw: (now) => void (numbered = now.numbered),
    refresh: () => void refresh(),
  };
}

/** What came of an act. @param {Outcome} outcome */
function wordsOf(outcome) {
  if (outcome.kind !== "answer") return nightSentence(codeOf(outcome));
  const { instead_of, bed, floor } = outcome.value;
  if (typeof instead_of === "number") return fill(NIGHT.insteadOf, { n: instead_of });
  return floor === undefined ? "" : fill(NIGHT.moved, { place: placeSaid({ bed, floor }) });
}
