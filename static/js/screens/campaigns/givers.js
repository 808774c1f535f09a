// @ts-check
/** Names that givers asked to have beside the picture: added and taken off by the lead. Imports dom. */

import { fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { showGiver } from "./api.js";
import { SAID } from "./words.js";

const LONGEST = 40;

/** @param {import("./api.js").CampaignView} one @param {import("./campaigns.js").Acts} acts */
export function givers(one, acts) {
  /** @param {string} name @param {boolean} on */
  async function change(name, on) {
    const outcome = await showGiver(one.code, name, on);
    acts.say(outcome.kind === "answer" ? "" : codeOf(outcome));
    if (outcome.kind === "answer") await acts.refresh();
  }

  const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", maxlength: LONGEST, autocomplete: "off", dir: "auto" }));
  const add = button("second", SAID.giverAdd, () => void (field.value.trim() && change(field.value, true)));
  const form = el("div", { class: "campaign-giver" }, el("label", { class: "campaign-field" }, el("span", { text: SAID.giver }), field), add);
  const names = one.givers.map((name) => {
    const off = button("second", "×", () => void change(name, false));
    off.setAttribute("aria-label", fill(SAID.giverOff, { name }));
    return el("li", { class: "campaign-name" }, el("bdi", { text: name }), off);
  });
  const parts = [el("summary", { text: SAID.givers }), el("p", { class: "quiet", text: SAID.giversHelp }), ...(names.length > 0 ? [el("ul", { class: "campaign-names" }, ...names)] : [])];
  return el("details", { class: "campaign-form" }, ...parts, one.seal ? null : form);
}
