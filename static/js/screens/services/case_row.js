// @ts-check
/** One case: whose, where it stands, since when, what may come next, the way back. Imports dom, fields and words. */

import { digits, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { dayWords } from "../../pure/jalali.js";
import { goBack, readCase, takeStep } from "./api.js";
import { asked, field, followUp, input, saidLine, select, ticketWords } from "./fields.js";
import { BECAUSE, KINDS, SAID, STEPS, memberWords, wordOf } from "./words.js";

/** @typedef {import("../../wire_services.js").Case} Case */
/** @typedef {{ deps: import("../house.js").PlaceDeps, day: string, lead: boolean, onChanged: (to: Case) => void }} RowDeps */

const FINAL = ["seen", "sent-on", "no-show", "cancelled", "issued", "attended", "finished", "left", "ended", "declined"];
const QUIET = ["no-show", "cancelled", "left", "declined", "not-reached"];

/** @param {Case} one @param {RowDeps} given */
export function caseRow(one, given) {
  const said = saidLine();
  const more = el("div", { class: "case-more" });
  const ways = one.next.map((step) => way(one, step, { ...given, said, more }));
  const tools = [one.before ? button("service-quiet", SAID.back, () => void openBack(one, { ...given, said, more })) : null, given.lead ? button("service-quiet", SAID.file, () => void openFile(one, { ...given, said, more })) : null];
  return el(
    "li",
    { class: "case", "data-step": one.step, "data-case": one.case },
    el("div", { class: "case-head" }, one.slot ? el("b", { class: "case-slot", text: one.queue ? ticketWords(one.queue, one.slot) : digits(one.slot) }) : null, heading(one), el("span", { class: "case-step", text: wordOf(STEPS, one.step) })),
    el("div", { class: "case-ways" }, ...ways, ...tools),
    more,
    said,
  );
}

/** @param {Case} one */
function heading(one) {
  const who = one.member ? memberWords(one.member, digits) : "";
  const all = one.all_days > one.days ? fill(SAID.inAll, { n: one.all_days }) : "";
  const waited = one.goes_on ? joined(one.days > 0 ? fill(SAID.since, { n: one.days }) : SAID.today, all) : one.since ? dayWords(one.since) : "";
  const marks = [one.hour ? digits(one.hour) : "", waited, wordOf(KINDS, one.place), one.next_on ? fill(SAID.follow, { day: dayWords(one.next_on) }) : "", one.beyond ? SAID.beyondMark : "", one.doubled ? SAID.doubled : ""];
  return el("div", { class: "case-said" }, el("strong", { text: joined(fill(SAID.household, { label: one.label }), who) }), el("span", { text: one.title_fa }), el("span", { class: "quiet", text: joined(...marks) }));
}

/** @typedef {RowDeps & { said: HTMLElement, more: HTMLElement }} Place */

/** One step that may come next; a second tap where something has to be said with it. @param {Case} one @param {string} step @param {Place} place */
function way(one, step, place) {
  const made = button(QUIET.includes(step) ? "service-quiet" : "second", wordOf(STEPS, step), () => {
    const asks = questions(step, place.day);
    if (asks.length === 0) void go(one, step, {}, place, made);
    else openForm(one, step, asks, place);
  });
  made.dataset["to"] = step;
  return made;
}

/** @typedef {{ name: string, word: string, input: HTMLInputElement | HTMLSelectElement, help?: string }} Question */

/** What a step has to say besides. @param {string} step @param {string} day @returns {Question[]} */
function questions(step, day) {
  if (step === "sent-on") return [{ name: "place", word: SAID.placeKind, input: select(Object.entries(KINDS)) }];
  if (step === "issued") return [{ name: "number", word: SAID.number, input: input({ inputmode: "numeric", maxlength: 30, dir: "ltr" }), help: SAID.numberHelp }];
  return FINAL.includes(step) ? [] : [{ name: "next_on", word: SAID.followUp, input: followUp(day) }];
}

/** @param {Case} one @param {string} step @param {Question[]} asks @param {Place} place */
function openForm(one, step, asks, place) {
  const form = el("form", { class: "case-form" }, ...asks.flatMap((ask) => [field(ask.word, ask.input), ask.help ? el("p", { class: "quiet", text: ask.help }) : null]), submit(wordOf(STEPS, step)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = Object.fromEntries(asks.map((ask) => [ask.name, ask.input.value.trim()]).filter(([, value]) => value));
    void go(one, step, said, place);
  });
  place.more.replaceChildren(form);
  asks[0]?.input.focus();
}

/** @param {string} word */
export function submit(word) {
  const made = button("first-small", word, () => {});
  made.type = "submit";
  return made;
}

/** @param {Case} one @param {string} step @param {object} more @param {Place} place @param {HTMLButtonElement} [by] */
async function go(one, step, more, place, by) {
  const done = await asked(by ? { ...place, by } : place, () => takeStep(one.case, { step, ...more }));
  if (done?.case) place.onChanged(done.case);
}

/** @param {Case} one @param {Place} place */
function openBack(one, place) {
  const why = select(Object.entries(BECAUSE));
  const form = el("form", { class: "case-form" }, field(SAID.backWhy, why), submit(fill(SAID.backTo, { step: wordOf(STEPS, one.before) })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const done = await asked(place, () => goBack(one.case, one.before ?? "", why.value));
    if (done?.case) place.onChanged(done.case);
  });
  place.more.replaceChildren(form);
  why.focus();
}

/** Every step with its day, and the number that was issued. @param {Case} one @param {Place} place */
async function openFile(one, place) {
  const file = await asked(place, () => readCase(one.case));
  if (!file) return;
  const steps = file.steps.map((/** @type {{ step: string, day: string | null, because: string | null, undone: boolean }} */ step) =>
    el("li", { "data-undone": step.undone }, el("span", { text: wordOf(STEPS, step.step) }), el("span", { class: "quiet", text: joined(step.day ? dayWords(step.day) : "", wordOf(BECAUSE, step.because), step.undone ? SAID.undone : "") })),
  );
  const number = file.number ? [el("p", { class: "case-number" }, el("span", { class: "quiet", text: SAID.number }), el("bdi", { dir: "ltr", text: file.number }))] : [];
  place.more.replaceChildren(el("ol", { class: "case-steps" }, ...steps), ...number);
}
