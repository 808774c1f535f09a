// @ts-check
/** Where a tablet stands: one tap for the usual desks, a field for any other name. Imports making and digits. */

import { WORDS, digits } from "../words.js";
import { make, makeButton } from "../make.js";

const DESKS = [1, 2, 3, 4, 5, 6];

/** The choice, and what is chosen now. @param {string} [before] */
export function makeTabletName(before = "") {
  const field = make("input", { id: "tablet-name", type: "text", autocomplete: "off", spellcheck: "false", maxlength: "40", enterkeyhint: "go" });
  field.value = before;
  const choices = DESKS.map((number) => {
    const name = `${WORDS.desk} ${digits(number)}`;
    return makeButton("choice", name, () => {
      field.value = name;
      mark();
    });
  });
  function mark() {
    for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.textContent === field.value.trim()));
  }
  field.addEventListener("input", mark);
  mark();
  const element = make(
    "fieldset",
    { class: "tablet-name" },
    make("legend", {}, WORDS.tabletName),
    make("div", { class: "choices" }, ...choices),
    make("label", { for: "tablet-name" }, WORDS.tabletNameOwn),
    field,
  );
  return { element, field, name: () => field.value.trim() };
}
