// @ts-check
/** The plain screen without a session: how to open the desk. Imports dom and the catalogue. */

import { WORDS } from "../words.js";
import { find, say, stamp } from "../dom.js";

/**
 * Shows why the desk is not open; `retry` is offered where trying again may help.
 * @param {HTMLElement} root
 * @param {{ title?: string, retry?: () => void }} deps
 * @returns {() => void} unmount
 */
export function mountLocked(root, { title = WORDS.lockedTitle, retry }) {
  const screen = stamp("t-locked");
  say(screen, "#locked-title", title);
  say(screen, "#locked-help", WORDS.lockedHelp);
  const button = find(screen, "#retry-session", HTMLButtonElement);
  if (retry) {
    button.hidden = false;
    button.addEventListener("click", retry);
  }
  root.replaceChildren(screen);
  return () => root.replaceChildren();
}
