// @ts-check
/** A household's people, to be changed: saving makes a new version with who and when. Imports the form. */

import { WORDS, digits, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { saveVersion } from "../../api_register.js";
import { asTyped, dayTyped, reviewWords } from "../../pure/register_view.js";
import { collectorsPanel } from "./collectors.js";
import { HouseholdForm } from "./form.js";
import { mountRecordAct } from "./record_act.js";

/** @typedef {import("./record_act.js").Desk} Desk */
/** @typedef {import("./record_act.js").ActDeps} ActDeps */

/** Fills the place. @param {HTMLElement} root @param {import("../../wire_search.js").HouseholdFound} found @param {ActDeps} deps @returns {() => void} unmount */
export function mountEdit(root, { household }, deps) {
  return mountRecordAct(root, household, deps, (desk) => editing(desk, deps));
}

/** @param {Desk} desk @param {ActDeps} deps */
function editing({ record, say, save }, deps) {
  const { household, version, neighbourhood, review_on, overdue } = record;
  const members = record.members.map(asTyped);
  const tails = Object.fromEntries(record.members.map((one) => [one.person, digits(one.id_tail)]));
  const form = new HouseholdForm({ members, tails, neighbourhood, review: dayTyped(review_on), household, onDraft: () => {}, onLocked: deps.onLocked });
  const act_id = deps.pending.newId();
  const keep = button("first-small", WORDS.saveVersion, () => void check(), "i-tick");
  keep.id = "version-save";

  async function check() {
    const asked = await form.ask(true);
    if (!asked) return say(errorSentence("no-answer"));
    if (asked.draft.faults.length > 0) {
      say(errorSentence("household-invalid"));
      return asked.first?.focus();
    }
    const { members: typed, neighbourhood: place, review } = form.read();
    await save(() => saveVersion(household, { act_id, version, neighbourhood: place, review, members: typed }), (saved) => fill(WORDS.versionSaved, { n: saved.version }));
  }

  const node = el("div", { class: "register-body" }, overdue ? el("p", { class: "overdue", text: fill(WORDS.reviewWas, { day: reviewWords(review_on) }) }) : null, kin(record, deps), form.root, keep, collectorsPanel(record, deps));
  return { node, stop: () => form.stop() };
}

/** Households that parted from this one, or it from them. @param {Desk["record"]} record @param {ActDeps} deps */
function kin({ split_from, split_off }, deps) {
  const near = [...(split_from ? [{ word: WORDS.splitFrom, ...split_from }] : []), ...split_off.map((one) => ({ word: WORDS.splitOff, ...one }))];
  if (near.length === 0) return null;
  const lines = near.map(({ word, label, household }) => el("li", { class: "kin" }, el("span", { text: fill(word, { label }) }), button("second", WORDS.openOther, () => deps.openOther?.(household))));
  return el("ul", { class: "record card" }, ...lines);
}
