// @ts-check
/** A lead's name and six digits on another's tablet; nobody's session begins. Imports making of elements and the pad. */

import { WORDS } from "../words.js";
import { make } from "../make.js";
import { PIN_LENGTH, pressed } from "../pure/pin_pad.js";
import { makePad } from "./pin_pad.js";

/** Asks for both; given together, and forgotten here as soon as they are. @param {(lead: { name: string, pin: string }) => void} onLead */
export function askPin(onLead) {
  let digits = "";
  const field = make("input", { id: "lead-name", type: "text", autocomplete: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "next", maxlength: "60" });
  const pad = makePad(WORDS.pin, (key) => {
    digits = pressed(digits, key);
    pad.show(digits);
    tryIt();
  });

  function tryIt() {
    const name = field.value.trim();
    if (digits.length < PIN_LENGTH) return;
    if (name === "") return field.focus();
    const pin = digits;
    digits = "";
    pad.rest(true);
    onLead({ name, pin });
  }

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    field.blur();
    tryIt();
  });
  pad.show("");
  const element = make("div", { class: "lead-pin" }, make("label", { for: "lead-name" }, WORDS.leadName), field, pad.element);
  return {
    element,
    begin: () => field.focus(),
    stop: () => pad.stop(),
    /** The digits were wrong, or may not be tried now. */
    refuse() {
      pad.rest(false);
      pad.show("");
      pad.shake();
    },
  };
}
