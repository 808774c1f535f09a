// @ts-check
/** A campaign's tents: where they stand, counting there, putting up others, taking out what was a mistake. Imports dom. */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { dayWords, daysLater } from "../../pure/jalali.js";
import { putUp, takeDown } from "./api.js";
import { SAID } from "./words.js";

/** @typedef {import("./campaigns.js").Acts} Acts */
/** @typedef {import("./api.js").CampaignView} CampaignView */

const DAYS_AHEAD = 14;
const EVENING = ["18:00", "22:00"];

/** @param {CampaignView} one @param {Acts} acts */
export function tents(one, acts) {
  const { events } = one.report;
  const list = el("ul", { class: "campaign-tents" }, ...events.map((event) => tent(event, one, acts)));
  const up = one.seal === "" && one.places.length > 0 ? form(one, acts) : null;
  return el("section", { "aria-label": SAID.tents }, el("h4", { text: SAID.tents }), events.length > 0 ? list : el("p", { class: "quiet", text: SAID.tentsNone }), up);
}

/** @param {import("./api.js").EventTotal} event @param {CampaignView} one @param {Acts} acts */
function tent(event, one, acts) {
  const stands = one.seal === "";
  const counts = event.counts.map(([item, n]) => fill(SAID.counted, { n, item })).join("، ") || SAID.uncounted;
  const id = acts.newId();
  const out = button("second", SAID.takeDown, async () => {
    const outcome = await takeDown(id, event.event);
    acts.say(outcome.kind === "answer" ? "" : codeOf(outcome));
    await acts.refresh();
  });
  const row = el("div", { class: "panel-buttons" });
  if (stands && event.day === acts.today) row.append(button("first-small", SAID.count, () => acts.count(event.event, one.item), "i-tally"));
  if (stands && event.counts.length === 0) row.append(out);
  const when = fill(SAID.hours, { day: dayWords(event.day), first: event.first, last: event.last });
  return el("li", { class: "campaign-tent" }, el("b", { dir: "auto", text: event.place }), el("span", { class: "quiet", text: when }), el("span", { text: counts }), row);
}

/** A place of the campaign, a day of the next two weeks, from an hour to another. @param {CampaignView} one @param {Acts} acts */
function form(one, acts) {
  const place = picker(SAID.place, one.places.map(({ code, title_fa }) => [code, title_fa]));
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => daysLater(acts.today, ahead));
  const day = picker(SAID.day, days.map((one) => [one, dayWords(one)]));
  const [first, last] = [SAID.first, SAID.last].map((word, end) => picker(word, HOURS.map((hour) => [hour, digits(hour)]), EVENING[end]));
  if (!first || !last) throw new Error("two hours");
  let id = acts.newId();
  const go = button("first-small", SAID.tentUp, async () => {
    go.disabled = true;
    const outcome = await putUp({ act_id: id, campaign: one.code, place: valueOf(place), day: valueOf(day), first: valueOf(first), last: valueOf(last) });
    go.disabled = false;
    id = acts.newId();
    acts.say(outcome.kind === "answer" ? "" : codeOf(outcome));
    if (outcome.kind === "answer") await acts.refresh();
  });
  const fields = el("div", { class: "campaign-fields" }, place, day, first, last);
  return el("details", { class: "campaign-form" }, el("summary", { text: SAID.tentUp }), fields, el("div", { class: "panel-buttons" }, go));
}

const HOURS = Array.from({ length: 48 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);

/** @param {string} word @param {[string, string][]} options @param {string} [chosen] */
function picker(word, options, chosen) {
  const made = el("select", {}, ...options.map(([value, text]) => el("option", { value, text, selected: value === chosen })));
  return el("label", { class: "campaign-field" }, el("span", { text: word }), made);
}

/** @param {HTMLElement} field */
function valueOf(field) {
  return field.querySelector("select")?.value ?? "";
}
