// @ts-check
/** The lead makes rounds, sees those that are out with their age, and ends what did not come back. Imports dom and its words. */

import { errorSentence, fill, joined, language } from "../../words.js";
import { ask } from "../../ask.js";
import { button, el } from "../../dom.js";
import { codeOf, insist } from "../../insist.js";
import { newId } from "../../pending.js";
import { deskName } from "../../pure/decision_view.js";
import { dayWords } from "../../pure/jalali.js";
import { emptyLine, panel } from "../sheet.js";
import { EN, FA } from "./lead_text.js";

/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {{ tablet: string, name: string, desk: string }} Tablet */
/** @typedef {{ round: string, tablet: Tablet, day: string | null, titles: string[], doors: number, out: boolean, hours: number, taken: boolean, given: number | null, absent: number | null, declined: number | null }} RoundView */
/** @typedef {{ rounds: RoundView[], tablets: Tablet[], programmes: { programme: string, title_fa: string }[], neighbourhoods: string[], tags: string[] }} Rounds */

const SAID = language === "en" ? EN : FA;
/** Who most often cannot come. */
const FIRST_TAGS = ["سالمند", "معلول"];

/** Opens the lead's part. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountLeadRounds(root, deps) {
  let over = false;
  const said = el("p", { class: "round-said", role: "status" });

  async function load() {
    const outcome = await ask("GET", "rounds");
    if (over || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return root.replaceChildren(emptyLine(errorSentence(codeOf(outcome))));
    const told = /** @type {Rounds} */ (outcome.value);
    const list = panel("rounds", SAID.list, listOf(told.rounds, act));
    root.replaceChildren(el("div", { class: "round round-lead" }, list, panel("round-new", SAID.make, form(told, act, say), said)));
  }
  const say = (/** @type {string} */ text) => void (said.textContent = text);

  /** @param {string} path @param {object} body */
  async function act(path, body) {
    const request = { act_id: newId(), ...body };
    const outcome = await insist(() => ask("POST", path, request));
    if (deps.onLocked(outcome)) return;
    if (outcome.kind === "answer") say(path === "rounds" ? fill(SAID.made, { n: outcome.value.doors }) : "");
    else say({ "round-none": SAID.none, "round-out": SAID.out }[codeOf(outcome)] ?? errorSentence(codeOf(outcome)));
    deps.refreshStatus();
    await load();
  }

  void load();
  return () => void (over = true);
}

/** @typedef {(path: string, body: object) => Promise<void>} Act */

/** @param {RoundView[]} rounds @param {Act} act */
function listOf(rounds, act) {
  if (rounds.length === 0) return emptyLine(SAID.empty);
  return el("ul", { class: "done" }, ...rounds.map((one) => roundRow(one, act)));
}

/** @param {RoundView} one @param {Act} act */
function roundRow(one, act) {
  const first = el("div", { class: "done-first" }, el("strong", { text: called(one.tablet) }), el("span", { text: fill(SAID.doors, { n: one.doors }) }), el("span", { text: one.titles.join("، ") }));
  const row = el("li", { class: "done-row", "data-tone": one.out ? "counted" : one.given === null ? undefined : "granted" }, el("div", { class: "done-said" }, first, el("p", { class: "done-note", text: joined(one.day ? dayWords(one.day) : "", stateOf(one)) })));
  if (one.out) {
    const end = button("second round-stop", SAID.end, () => end.replaceWith(button("second round-stop-sure", SAID.sure, () => void act(`rounds/${one.round}/ends`, {}))));
    row.append(el("div", { class: "done-undo" }, end));
  }
  return row;
}

/** A tablet by its name and its desk. @param {Tablet} tablet */
const called = ({ name, desk }) => joined(name, deskName(desk));

/** @param {RoundView} one */
function stateOf({ out, taken, hours, doors, given, absent, declined }) {
  if (out) return taken ? fill(SAID.hours, { n: hours }) : SAID.waits;
  if (given === null || absent === null || declined === null) return SAID.ended;
  return fill(SAID.told, { given, absent, declined, left: doors - given - absent - declined });
}

/** @param {Rounds} told @param {Act} act @param {(text: string) => void} say */
function form(told, act, say) {
  const tablet = select("round-tablet", SAID.tablet, told.tablets.map((one) => ({ value: one.tablet, word: called(one) })));
  const place = select("round-place", SAID.place, [{ value: "", word: SAID.every }, ...told.neighbourhoods.map((one) => ({ value: one, word: one }))]);
  const programmes = ticks("round-what", SAID.what, told.programmes.map((one) => ({ value: one.programme, word: one.title_fa })), []);
  const tags = ticks("round-tags", SAID.tags, told.tags.map((one) => ({ value: one, word: one })), FIRST_TAGS);
  const make = /** @type {HTMLButtonElement} */ (button("first round-make", SAID.makeIt, () => {
    if (programmes.chosen().length === 0) return say(SAID.choose);
    make.disabled = true;
    void act("rounds", { programmes: programmes.chosen(), tablet: tablet.input.value, neighbourhood: place.input.value, tags: tags.chosen() }).finally(() => void (make.disabled = false));
  }));
  return el("div", { class: "round-form" }, programmes.group, tags.group, tablet.field, place.field, make);
}

/** @param {string} id @param {string} label @param {{ value: string, word: string }[]} options */
function select(id, label, options) {
  const input = /** @type {HTMLSelectElement} */ (el("select", { id }, ...options.map(({ value, word }) => el("option", { value, text: word }))));
  return { input, field: el("div", { class: "round-field" }, el("label", { for: id, text: label }), input) };
}

/** Words of which any number holds. @param {string} id @param {string} label @param {{ value: string, word: string }[]} options @param {readonly string[]} first */
function ticks(id, label, options, first) {
  const made = options.map(({ value, word }) => {
    const one = button("second", word, () => one.setAttribute("aria-pressed", String(one.getAttribute("aria-pressed") !== "true")));
    one.setAttribute("aria-pressed", String(first.includes(value)));
    one.dataset["value"] = value;
    return one;
  });
  const group = el("div", { id, class: "round-ticks", role: "group", "aria-label": label }, el("span", { class: "quiet", text: label }), ...made);
  return { group, chosen: () => made.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset["value"] ?? "") };
}
