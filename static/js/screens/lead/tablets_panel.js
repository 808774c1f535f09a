// @ts-check
/** The site's tablets and who holds them. Imports dom and words. */

import { WORDS, errorSentence, fill } from "../../words.js";
import { el, icon } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { every } from "../../every.js";
import { momentWords } from "../../pure/jalali.js";
import { emptyLine, panel } from "../sheet.js";

const EVERY_MS = 15_000;

/** @typedef {import("../../wire.js").TabletView} TabletView */

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountTablets(page, { shift }) {
  const body = el("div", { class: "panel-body" }, emptyLine(WORDS.loading));
  page.append(panel("tablets", WORDS.tabletsTitle, body));
  let shown = "";

  async function load() {
    const outcome = await shift.readTablets();
    const drawn = JSON.stringify(outcome);
    if (drawn === shown) return;
    shown = drawn;
    if (outcome.kind !== "answer") {
      const none = outcome.kind === "problem" && outcome.status === 404;
      return body.replaceChildren(emptyLine(none ? WORDS.tabletsNone : errorSentence(codeOf(outcome))));
    }
    const tablets = /** @type {TabletView[]} */ (outcome.value);
    const list = el("ul", { class: "tablets" }, ...[...tablets].sort(heldFirst).map(row));
    body.replaceChildren(tablets.length > 0 ? list : emptyLine(WORDS.tabletsNone));
  }

  return every(EVERY_MS, () => void load());
}

/** @param {TabletView} one @param {TabletView} other */
function heldFirst(one, other) {
  const rank = (/** @type {TabletView} */ tablet) => (tablet.revoked_at !== null ? 2 : tablet.operator === null ? 1 : 0);
  return rank(one) - rank(other) || one.name.localeCompare(other.name);
}

/** @param {TabletView} tablet */
function row(tablet) {
  const state = tablet.revoked_at !== null ? "revoked" : tablet.operator === null ? "free" : "held";
  const holder = state === "revoked" ? WORDS.tabletRevoked : (tablet.holder || WORDS.tabletFree);
  const seen = tablet.last_seen_at === null ? WORDS.tabletNever : fill(WORDS.tabletSeen, { when: momentWords(tablet.last_seen_at, Date.now()) });
  const said = el("div", { class: "tablet-said" }, el("strong", {}, el("bdi", { text: tablet.name })), el("span", { class: "quiet", text: seen }));
  return el("li", { class: "tablet", "data-state": state }, el("span", { class: "tablet-icon" }, icon("i-stored")), said, el("span", { class: "tablet-holder" }, el("bdi", { text: holder })));
}
