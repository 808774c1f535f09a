// @ts-check
/**
 * What is given freely is counted: +1, +5, +10, and the last tap may be taken back. Nobody is registered.
 * Imports dom, the sheet and the catalogue.
 */

import { WORDS, digits, errorSentence, fill, plus } from "../words.js";
import { button, el } from "../dom.js";
import { codeOf, insist } from "../insist.js";
import { sound } from "../sounds.js";
import { choice, emptyLine, sheet } from "./sheet.js";

/** @typedef {import("../wire.js").ProgrammeView} ProgrammeView */
/** @typedef {{ event: string, item: string, quantity: number }} Tap */

const STEPS = [1, 5, 10];
const TRIES = 8;
/** The item that was counted last on this tablet. */
let item = "";

/** Opens the screen; for a campaign's event it counts from nought, its item first. @param {HTMLElement} root @param {import("./house.js").PlaceDeps} deps @param {{ event?: string, first?: string | null }} [at] @returns {() => void} unmount */
export function mountTally(root, { shift, pending, handing, session }, { event, first } = {}) {
  const total = el("output", { class: "tally-total", "aria-live": "polite" });
  const unit = el("span", { class: "tally-unit", dir: "auto" });
  const said = el("p", { class: "tally-said", role: "status" });
  const items = el("div", { class: "tally-items" }, emptyLine(WORDS.loading));
  const steps = STEPS.map((step) => button("tally-step", plus(step), () => count(step)));
  const undo = button("second tally-undo", WORDS.undo, takeLastBack, "i-undo");
  const shown = el("div", { class: "tally-shown" }, el("span", { class: "quiet", text: WORDS.tallyHere }), total, unit, said);
  const buttons = el("div", { class: "tally-steps" }, ...steps, undo);
  root.replaceChildren(sheet("tally", WORDS.tallyTitle, WORDS.tallyHelp, items, el("div", { class: "tally-work" }, shown, buttons)));
  /** @type {Tap[]} */
  let taps = [];
  /** @type {ProgrammeView[]} */
  let programmes = [];
  let waiting = 0;
  let over = false;
  item = first ?? item;

  function draw() {
    const own = taps.filter((tap) => tap.item === item);
    total.textContent = digits(own.reduce((sum, tap) => sum + tap.quantity, 0));
    unit.textContent = programmes.find((one) => one.item === item)?.unit_fa ?? "";
    const last = own[own.length - 1];
    undo.hidden = !last || waiting > 0;
    if (last) undo.lastElementChild?.replaceChildren(fill(WORDS.tallyUndo, { n: last.quantity }));
    for (const step of steps) step.disabled = item === "";
  }

  /** @param {number} quantity */
  async function count(quantity) {
    const counted = { event: pending.newId(), item, quantity };
    taps = [...taps, counted];
    waiting += 1;
    said.textContent = WORDS.saving;
    draw();
    const tseq = await pending.takeNumber(session.tab).catch(() => null);
    const tap = { tally_id: counted.event, tseq: tseq ?? 0, item, quantity, ...(event && { event }) };
    const outcome = tseq === null ? null : await insist(() => shift.tally(tap), TRIES);
    waiting -= 1;
    if (outcome?.kind !== "answer") taps = taps.filter((one) => one !== counted);
    tell(outcome ? (outcome.kind === "answer" ? "" : codeOf(outcome)) : "storage-missing");
  }

  async function takeLastBack() {
    const last = taps.filter((tap) => tap.item === item).pop();
    if (!last) return;
    waiting += 1;
    draw();
    const outcome = await handing.takeBack(last.event);
    waiting -= 1;
    if (outcome.kind === "answer") taps = taps.filter((tap) => tap !== last);
    tell(outcome.kind === "answer" ? "" : codeOf(outcome));
  }

  /** @param {string} code */
  function tell(code) {
    if (code) sound("call");
    else if (waiting === 0) sound("card");
    if (code || waiting === 0) said.textContent = code ? errorSentence(code) : "";
    draw();
  }

  async function load() {
    const [asked, done] = await Promise.all([shift.readProgrammes(), shift.readHistory()]);
    if (over) return;
    if (asked.kind !== "answer") return items.replaceChildren(emptyLine(errorSentence(codeOf(asked))));
    programmes = distinct(asked.value.programmes);
    if (done.kind === "answer" && !event) taps = tapsOf(done.value.rows);
    if (!programmes.some((one) => one.item === item)) item = programmes[0]?.item ?? "";
    const options = programmes.map((one) => ({ value: one.item, word: one.title_fa, lang: "fa" }));
    const choose = (/** @type {string} */ value) => void ((item = value), draw());
    items.replaceChildren(choice(WORDS.tallyItem, options, () => item, choose));
    draw();
  }

  draw();
  load();
  return () => void (over = true);
}

/** What may be given freely, each item once. @param {ProgrammeView[]} programmes */
function distinct(programmes) {
  const given = programmes.filter((one) => one.kind === "meal" || one.kind === "goods");
  return given.filter((one, place) => given.findIndex((other) => other.item === one.item) === place);
}

/** This tablet's own taps that stand, oldest first. @param {import("../wire.js").DoneView[]} rows @returns {Tap[]} */
function tapsOf(rows) {
  const taps = rows.filter((row) => row.kind === "tally" && !row.voided);
  return taps.map((row) => ({ event: row.event, item: row.programme ?? "", quantity: row.quantity ?? 0 })).reverse();
}
