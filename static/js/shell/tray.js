// @ts-check
/**
 * The tray under every screen: what this tablet still holds, what the lead must know, a newer page.
 * Imports dom, the catalogue and its words.
 */

import { WORDS, errorSentence } from "../words.js";
import { find, say, stamp } from "../dom.js";
import { heldWords } from "../pure/tray_view.js";

/** @typedef {import("../pure/tray_view.js").Held} Held */

/**
 * Fills the tray; it is there only while it has something to say.
 * @param {HTMLElement} place
 * @param {{ sendNow: () => void }} taps
 */
export function mountTray(place, { sendNow }) {
  place.replaceChildren(stamp("t-tray"));
  place.setAttribute("aria-label", WORDS.tray);
  const send = find(place, ".tray-send", HTMLButtonElement);
  const update = find(place, ".tray-update", HTMLButtonElement);
  let said = "";
  let told = "";
  send.addEventListener("click", sendNow);

  const show = () => {
    say(place, ".tray-held", said);
    say(place, ".tray-told", told);
    place.hidden = said === "" && told === "" && update.hidden;
  };
  return {
    /** What has not reached the site yet. @param {Held} held */
    hold(held) {
      said = heldWords(held);
      send.hidden = held.lines === 0;
      show();
    },
    /** What the lead must see to, by its code; null when it is over. @param {string | null} code */
    tell(code) {
      told = code ? errorSentence(code) : "";
      show();
    },
    /** A newer page is there, and is taken when nobody is served. @param {import("./update.js").NewShell} shell */
    offer(shell) {
      update.hidden = false;
      update.onclick = () => {
        update.disabled = true;
        update.textContent = WORDS.newVersionSoon;
        shell.take();
      };
      show();
    },
  };
}
