// @ts-check
/**
 * What stands around every screen of the page: the kept shell, the lit screen, the tray.
 * Imports the parts of the shell and dom.
 */

import { find } from "../dom.js";
import { mountTray } from "./tray.js";
import { keepShell } from "./update.js";
import { keepAwake } from "./wake.js";

/** Whether nobody is served on this page: no card, no verdict, nothing half typed. */
function atRest() {
  const verdict = document.querySelector("#verdict");
  const typed = [...document.querySelectorAll("input")].some((field) => field.value !== "");
  return !typed && (!(verdict instanceof HTMLElement) || verdict.dataset["state"] === "idle");
}

/** Begins what stands around the screens; answers the tray. @param {{ sendNow: () => void }} taps */
export function startShell(taps) {
  const tray = mountTray(find(document, "#tray", HTMLElement), taps);
  keepAwake();
  keepShell({ atRest, onNew: tray.offer }).catch(() => undefined); // without it the page works, but only with the site
  return tray;
}
