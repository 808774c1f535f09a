// @ts-check
/**
 * Watches whether anybody works with this tablet, in any of its windows; a scan counts as much as a finger.
 * Imports the rule and whether the site answers.
 */

import { siteAnswers } from "./ask.js";
import { isIdle } from "./pure/idle.js";

const LOOK_MS = 5000;
const TELL_MS = 5000;
const TOUCHES = /** @type {const} */ (["pointerdown", "keydown", "input"]);

const instant = () => ({ wall_ms: Date.now(), running_ms: performance.now() });

/**
 * Calls `onIdle` once when nobody works any more; `touch` says that somebody does.
 * @param {() => void} onIdle
 * @returns {{ touch: () => void, stop: () => void }}
 */
export function watchIdle(onIdle) {
  const windows = new BroadcastChannel("fieldpoint-touched");
  let touched = instant();
  let told_ms = -TELL_MS;

  function touch() {
    touched = instant();
    if (touched.running_ms - told_ms < TELL_MS) return;
    told_ms = touched.running_ms;
    windows.postMessage(null);
  }
  function look() {
    if (!isIdle(touched, instant(), siteAnswers())) return;
    stop();
    onIdle();
  }
  function stop() {
    clearInterval(timer);
    windows.close();
    for (const kind of TOUCHES) document.removeEventListener(kind, touch, true);
    document.removeEventListener("visibilitychange", look);
  }

  windows.onmessage = () => void (touched = instant());
  for (const kind of TOUCHES) document.addEventListener(kind, touch, true);
  document.addEventListener("visibilitychange", look);
  const timer = setInterval(look, LOOK_MS);
  return { touch, stop };
}
