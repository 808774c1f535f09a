// @ts-check
/**
 * Scanners that type like a keyboard, in any layout: a burst of keys ended by Enter or by silence.
 *
 * The keys of a burst reach the field like any others; its end takes the whole burst, and Enter then presses no
 * button. Imports what a burst is.
 */

import { GAP_MS, NO_BURST, endOf, pressed } from "./pure/burst.js";

/**
 * Gives the text of every burst, from anywhere on the page.
 * @param {(text: string) => void} onBurst
 * @returns {() => void} stops listening
 */
export function listenForBursts(onBurst) {
  let burst = NO_BURST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;

  /** @param {string | null} text */
  function finish(text) {
    clearTimeout(silence);
    burst = NO_BURST;
    if (text !== null) onBurst(text);
  }

  function onKey(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter" || event.key === "Tab") {
      const text = endOf(burst, event.timeStamp, true);
      if (text !== null) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      return finish(text);
    }
    burst = pressed(burst, event, event.timeStamp);
    clearTimeout(silence);
    silence = setTimeout(() => finish(endOf(burst, event.timeStamp)), GAP_MS);
  }

  document.addEventListener("keydown", onKey, { capture: true });
  return () => {
    clearTimeout(silence);
    document.removeEventListener("keydown", onKey, { capture: true });
  };
}
