// @ts-check
/** A sheet over the screen, and a button that asks before it acts. Imports making of elements. */

import { make, makeButton } from "../make.js";

const ASK_MS = 4000;

/**
 * Opens a sheet; it is gone from the page as soon as it closes, with whatever stood on it.
 * @param {string} kind its class
 * @param {string} label
 * @param {readonly Node[]} children
 * @param {() => void} [onClosed]
 */
export function openSheet(kind, label, children, onClosed = () => {}) {
  const sheet = make("dialog", { class: `sheet ${kind}`, "aria-label": label }, ...children);
  sheet.addEventListener("close", () => {
    sheet.remove();
    onClosed();
  });
  // A tap beside the sheet closes it: only the backdrop is the dialog itself.
  sheet.addEventListener("click", (event) => void (event.target === sheet && sheet.close()));
  document.body.append(sheet);
  sheet.showModal();
  return sheet;
}

/**
 * A button whose first tap asks and whose second, within four seconds, acts.
 * @param {string} said
 * @param {string} asked
 * @param {() => void} act
 */
export function makeSureButton(said, asked, act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;
  const button = makeButton("second sure", said, () => {
    if (asking === undefined) {
      button.textContent = asked;
      button.classList.add("asking");
      asking = setTimeout(calm, ASK_MS);
      return;
    }
    calm();
    act();
  });
  function calm() {
    clearTimeout(asking);
    asking = undefined;
    button.textContent = said;
    button.classList.remove("asking");
  }
  return button;
}
