// @ts-check
/** Somebody who is no member and may collect; or may not, of which no desk says a word. Imports fields. */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { field } from "./field.js";

let made = 0;

/** The form of one alternate. @param {() => void} onRemove */
export function alternateForm(onRemove) {
  const id = `alternate-${(made += 1)}`;
  const given = field(`${id}-given`, WORDS.givenName);
  const family = field(`${id}-family`, WORDS.familyName);
  const relation = field(`${id}-relation`, WORDS.relation);
  const blocked = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: `${id}-blocked` }));
  const bar = el("div", { class: "member-bar" }, blocked, el("label", { for: blocked.id, class: "choice", text: WORDS.alternateBlocked }), button("second member-remove", WORDS.removeMember, onRemove));
  const root = el("fieldset", { class: "member-form" }, el("legend", { text: WORDS.alternate }), bar, el("div", { class: "asks" }, given.root, family.root, relation.root));
  return {
    root,
    /** @returns {import("../../wire_register.js").AlternateText} */
    read: () => ({ given_name: given.input.value.trim(), family_name: family.input.value.trim(), relation: relation.input.value, born: "", blocked: blocked.checked }),
    focus: () => given.input.focus(),
  };
}
