// @ts-check
/** The roles to choose from, and the sheet on which somebody gets another one. Imports making of elements. */

import { WORDS } from "../words.js";
import { make, makeButton } from "../make.js";
import { openSheet } from "./dialog.js";

/** @typedef {import("../wire_access.js").Role} Role */

/** @type {readonly Role[]} */
const ROLES = ["operator", "lead", "kiosk", "admin"];

/** One of the roles. @param {string} group what tells these choices from others on the page @param {Role} first */
export function makeRoles(group, first) {
  const inputs = ROLES.map((role) => make("input", { type: "radio", name: `${group}-role`, value: role, id: `${group}-${role}`, checked: role === first }));
  const labels = inputs.flatMap((input) => [input, make("label", { for: input.id, class: "choice" }, WORDS[/** @type {Role} */ (input.value)])]);
  return {
    element: make("fieldset", { class: "choices roles" }, make("legend", { class: "unseen" }, WORDS.role), ...labels),
    chosen: () => /** @type {Role} */ (inputs.find((input) => input.checked)?.value ?? first),
  };
}

/** Asks which role somebody has from now on. @param {{ name: string, role: Role }} operator @param {(role: Role) => void} onChosen */
export function openRole({ name, role }, onChosen) {
  const roles = makeRoles("their", role);
  const keep = make("button", { class: "first", type: "submit" }, WORDS.save);
  const form = make("form", { autocomplete: "off", novalidate: true }, make("h2", {}, `${WORDS.roleOf} «${name}»`), roles.element, make("p", { class: "quiet" }, WORDS.roleHelp), keep);
  form.append(makeButton("second", WORDS.cancel, () => sheet.close()));
  const sheet = openSheet("sheet-role", WORDS.role, [form]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = roles.chosen();
    sheet.close();
    if (chosen !== role) onChosen(chosen);
  });
}
