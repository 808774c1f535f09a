// @ts-check
/**
 * The camera's picture with its torch and the way to another camera; a photo of the card where there is none.
 * Imports dom, the catalogue and the tablet's choices; the camera and the decoder are brought in.
 */

import { WORDS } from "../words.js";
import { choices, choose } from "../tablet.js";
import { find } from "../dom.js";

/** @typedef {import("../camera.js").CameraState} CameraState */

/** @type {Readonly<Record<CameraState, string>>} */
const SENTENCES = {
  starting: WORDS.cameraStarting,
  reading: "",
  denied: WORDS.cameraDenied,
  missing: WORDS.cameraMissing,
  busy: WORDS.cameraBusy,
  "decoder-missing": WORDS.decoderMissing,
};
/** What is said of a camera that shows no picture. @param {CameraState} state */
export const cameraSentence = (state) => (!isSecureContext && state === "missing" ? WORDS.plainHttp : SENTENCES[state]);

/** @type {readonly CameraState[]} */
const WITHOUT_PICTURE = ["denied", "missing", "busy"];

/**
 * Shows the camera and gives each card that comes into its picture, or each card of a photo.
 * @param {ParentNode} root
 * @param {object} deps
 * @param {typeof import("../camera.js").readCards} deps.readCards
 * @param {typeof import("../decoder.js").readPhoto} deps.readPhoto
 * @param {(text: string) => boolean} deps.onCard
 * @param {(text: string) => void} deps.onPhoto
 * @returns {() => void} unmount
 */
export function mountCamera(root, { readCards, readPhoto, onCard, onPhoto }) {
  const pane = find(root, ".finder", HTMLElement);
  const said = find(pane, "#camera-state", HTMLElement);
  const torch = find(pane, "#torch", HTMLButtonElement);
  const other = find(pane, "#other-camera", HTMLButtonElement);
  const photo = find(pane, "#photo", HTMLInputElement);
  const photoButton = find(pane, "#photo-button", HTMLElement);

  /** @param {CameraState} state */
  function onState(state) {
    pane.dataset["camera"] = state;
    said.textContent = cameraSentence(state);
    photoButton.hidden = !WITHOUT_PICTURE.includes(state);
    if (state !== "reading") torch.hidden = other.hidden = true;
  }

  /** @param {import("../camera.js").CameraParts} parts */
  function onParts(parts) {
    torch.hidden = parts.torch === null;
    torch.setAttribute("aria-pressed", String(parts.torch === true));
    other.hidden = parts.cameras < 2;
    if (parts.device) choose({ camera: parts.device });
  }

  async function onFile() {
    const file = photo.files?.[0];
    photo.value = "";
    if (!file) return;
    said.textContent = WORDS.photoReading;
    const text = await readPhoto(file).catch(() => null);
    said.textContent = text === null ? WORDS.photoEmpty : "";
    if (text !== null) onPhoto(text);
  }

  const camera = readCards(find(pane, "#camera", HTMLVideoElement), { onCard, onState, onParts, device: choices.camera });
  torch.addEventListener("click", () => camera.switchTorch().catch(() => void (torch.hidden = true)));
  other.addEventListener("click", () => camera.nextCamera().catch(() => void (other.hidden = true)));
  photo.addEventListener("change", onFile);
  return () => camera.stop();
}
