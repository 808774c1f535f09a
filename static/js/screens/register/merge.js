// @ts-check
/**
 * Two households turn out to be one: the other is looked for, shown, and merged into this one by two taps; and a
 * merge that was a mistake is undone. Imports dom, the search and the record's frame.
 */

import { WORDS, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { mergeHouseholds, readHousehold, undoMerge } from "../../api_register.js";
import { search } from "../../api_search.js";
import { codeOf } from "../../insist.js";
import { momentWords } from "../../pure/jalali.js";
import { makeSureButton } from "../dialog.js";
import { field } from "./field.js";
import { recordList } from "./record.js";
import { mountRecordAct } from "./record_act.js";

/** @typedef {import("./record_act.js").Desk} Desk */
/** @typedef {import("./record_act.js").ActDeps} ActDeps */
/** @typedef {import("../../wire_search.js").HouseholdFound} HouseholdFound */

/** Fills the place. @param {HTMLElement} root @param {HouseholdFound} found @param {ActDeps} deps @returns {() => void} unmount */
export function mountMerge(root, { household }, deps) {
  return mountRecordAct(root, household, deps, (desk) => ({ node: el("div", { class: "register-body" }, merged(desk, deps), looking(desk, deps)) }));
}

/** What was merged into it, with the way back. @param {Desk} desk @param {ActDeps} deps */
function merged({ record, save }, deps) {
  if (record.merges.length === 0) return null;
  const lines = record.merges.map(({ merge, code, at, undoable }) => {
    const act_id = deps.pending.newId();
    const undo = makeSureButton(WORDS.mergeUndo, WORDS.mergeUndoSure, () => void save(() => undoMerge({ act_id, merge }), () => WORDS.mergeUndone));
    undo.disabled = !undoable;
    return el("li", { class: "kin" }, el("span", {}, el("strong", { text: fill(WORDS.mergedLine, { code }) }), el("span", { class: "quiet", text: momentWords(at, Date.now()) })), undo);
  });
  return el("section", { class: "card" }, el("h3", { text: WORDS.mergedHere }), el("ul", { class: "record" }, ...lines));
}

/** The search for the other one. @param {Desk} desk @param {ActDeps} deps */
function looking({ record, say, save }, deps) {
  const text = field("merge-text", WORDS.searchLabel, { maxlength: 100, enterkeyhint: "search" });
  const found = el("div", { class: "sides" });
  const go = button("second", WORDS.searchGo, () => {}, "i-search");
  go.type = "submit";
  const form = el("form", { class: "merge-form", novalidate: true }, text.root, go);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask();
  });

  async function ask() {
    if (text.input.value.trim() === "") return text.input.focus();
    const outcome = await search(text.input.value.trim());
    if (deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return say(errorSentence(codeOf(outcome)));
    const others = /** @type {HouseholdFound[]} */ (outcome.value.households).filter((one) => one.household !== record.household);
    say(others.length === 0 ? WORDS.searchNone : "");
    const records = await Promise.all(others.slice(0, 4).map((one) => readHousehold(one.household)));
    found.replaceChildren(...records.flatMap((one) => (one.kind === "answer" ? [candidate(one.value)] : [])));
  }

  /** @param {Desk["record"]} other */
  function candidate(other) {
    const ids = { act_id: deps.pending.newId(), kept: record.household, gone: other.household };
    const sure = makeSureButton(WORDS.mergeWith, WORDS.mergeSure, () => void save(() => mergeHouseholds(ids), () => WORDS.merged));
    return el("section", { class: "card compared" }, el("h3", { text: fill(WORDS.mergedLine, { code: other.code }) }), recordList(other), sure);
  }

  return el("section", { class: "register-body" }, el("p", { class: "quiet", text: WORDS.mergeHelp }), form, found);
}
