// @ts-check
/**
 * The view for guests: totals only. No household, no hour, no refusal; what could point at somebody is said as
 * «fewer than five». Imports dom and words.
 */

import { WORDS, digits, fill, joined } from "../../words.js";
import { el } from "../../dom.js";
import { every } from "../../every.js";
import { dayWords } from "../../pure/jalali.js";

const EVERY_MS = 10_000;
/** Counts below this are not told to outsiders (design chapter 5). */
const LEAST = 5;

/** Opens the view. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountVisit(root, { api, shift }) {
  const site = el("p", { class: "visit-site" });
  const figures = el("dl", { class: "visit-figures" });
  const shares = el("dl", { class: "visit-shares" });
  const note = el("p", { class: "visit-note", text: WORDS.visitNote });
  root.replaceChildren(el("section", { class: "visit" }, el("h2", { text: WORDS.visitTitle }), site, figures, shares, note));

  async function load() {
    const [counts, status] = await Promise.all([shift.readCounts(), api.readStatus()]);
    if (counts.kind !== "answer") return;
    const now = /** @type {import("../../wire.js").CountsReply} */ (counts.value);
    const name = status.kind === "answer" ? status.value.name_fa : "";
    site.textContent = joined(name, now.day ? dayWords(now.day) : "");
    const given = byPublicTitle(now.programmes);
    const whole = [...given.values()].reduce((sum, { handouts }) => sum + handouts, 0);
    figures.replaceChildren(total(WORDS.holders, now.holders), total(WORDS.handouts, whole));
    shares.replaceChildren(...[...given].map(([title, one]) => share(title, one)));
  }

  return every(EVERY_MS, () => void load());
}

/** The handouts under the titles that everybody may read; several programmes may share one. @param {import("../../wire.js").ProgrammeCount[]} programmes */
function byPublicTitle(programmes) {
  /** @type {Map<string, { handouts: number }>} */
  const given = new Map();
  for (const { public_title_fa, handouts } of programmes) {
    if (handouts > 0 && public_title_fa) given.set(public_title_fa, { handouts: (given.get(public_title_fa)?.handouts ?? 0) + handouts });
  }
  return given;
}

/** @param {number} count */
function told(count) {
  return count > 0 && count < LEAST ? fill(WORDS.fewerThan, { n: LEAST }) : digits(count.toLocaleString("en"));
}

/** @param {string} word @param {number} count */
function total(word, count) {
  return el("div", { class: "visit-figure" }, el("dd", { text: told(count) }), el("dt", { text: word }));
}

/** @param {string} title @param {{ handouts: number }} given */
function share(title, { handouts }) {
  return el("div", { class: "visit-share" }, el("dt", { dir: "auto", text: title }), el("dd", { text: told(handouts) }));
}
