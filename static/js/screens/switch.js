// @ts-check
/** A switch that says how it stands only as the site says it. Imports making of elements. */

import { make, makeIcon } from "../make.js";

/**
 * A button that is pressed or not.
 * @param {string} said
 * @param {boolean} on
 * @param {(on: boolean) => Promise<boolean>} turn how it stands then
 */
export function makeSwitch(said, on, turn) {
  const made = make("button", { class: "second switch", type: "button", "aria-pressed": String(on) }, makeIcon("tick"), said);
  made.addEventListener("click", async () => {
    made.disabled = true;
    made.setAttribute("aria-pressed", String(await turn(made.getAttribute("aria-pressed") !== "true")));
    made.disabled = false;
  });
  return made;
}
