// @ts-check
/** The camera's picture and what to do where there is none. Imports dom, the catalogue and the camera. */

import { WORDS } from "../text_fa.js";
import { find } from "../dom.js";

/** @type {Readonly<Record<import("../camera.js").CameraState, string>>} */
const SENTENCES = {
  starting: WORDS.cameraStarting,
  reading: "",
  denied: WORDS.cameraDenied,
  missing: WORDS.cameraMissing,
  busy: WORDS.cameraBusy,
  "decoder-missing": WORDS.decoderMissing,
};

/**
 * Shows the camera and gives each card that comes into its picture.
 * @param {ParentNode} root
 * @param {{ readCards: typeof import("../camera.js").readCards, onCard: (text: string) => boolean }} deps
 * @returns {() => void} unmount
 */
export function mountCamera(root, { readCards, onCard }) {
  const pane = find(root, ".finder", HTMLElement);
  const state = find(pane, "#camera-state", HTMLElement);
  return readCards(find(pane, "#camera", HTMLVideoElement), onCard, (now) => {
    pane.dataset["camera"] = now;
    state.textContent = SENTENCES[now];
  });
}
