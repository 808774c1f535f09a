// @ts-check
/** Every version of a household with who and when, the newest first. Imports dom and records. */

import { WORDS, errorSentence } from "../../words.js";
import { el } from "../../dom.js";
import { readVersions } from "../../api_register.js";
import { codeOf } from "../../insist.js";
import { versionWords } from "../../pure/register_view.js";
import { emptyLine } from "../sheet.js";
import { recordList } from "./record.js";

/** @typedef {import("../../wire_register.js").VersionView} VersionView */

/** Fills the place. @param {HTMLElement} root @param {import("../../wire_search.js").HouseholdFound} found @param {import("./record_act.js").ActDeps} deps @returns {() => void} unmount */
export function mountVersions(root, { household }, deps) {
  let here = true;
  root.replaceChildren(emptyLine(WORDS.loading));

  async function load() {
    const outcome = await readVersions(household);
    if (!here || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return root.replaceChildren(emptyLine(errorSentence(codeOf(outcome))));
    const versions = /** @type {VersionView[]} */ (outcome.value.versions);
    root.replaceChildren(el("ol", { class: "versions" }, ...versions.map(line)));
  }

  void load();
  return () => {
    here = false;
    root.replaceChildren();
  };
}

/** @param {VersionView} version */
function line(version) {
  const { title, note } = versionWords(version, Date.now());
  const summary = el("summary", {}, el("strong", { text: title }), el("span", { class: "quiet", text: note }));
  return el("li", {}, el("details", { class: "version card" }, summary, recordList(version.record)));
}
