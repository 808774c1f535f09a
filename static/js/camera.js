// @ts-check
/**
 * The camera: gives each card's text once, when it comes into the picture; its torch; another camera.
 *
 * Where the decoder is missing the short code still works. Imports the stream, the decoder and the memory of what is in the
 * picture.
 */

import { failure, openStream } from "./camera_stream.js";
import { loadDetector } from "./decoder.js";
import { nearest, stillHeld } from "./pure/seen.js";

/** @typedef {"starting" | "reading" | "denied" | "missing" | "busy" | "decoder-missing"} CameraState */
/** @typedef {{ torch: boolean | null, cameras: number, device: string }} CameraParts torch null where there is none */
/**
 * @typedef {object} CameraUse
 * @property {(text: string) => boolean} onCard whether the card was taken; else it is offered again while it is in the picture
 * @property {(state: CameraState) => void} onState
 * @property {(parts: CameraParts) => void} [onParts]
 * @property {string} [device] the camera that was chosen before
 */

const REST_MS = 70;

/** @param {import("./decoder.js").Found} found @param {HTMLVideoElement} video */
function sighting({ rawValue, boundingBox: box }, video) {
  const x = box.x + box.width / 2 - video.videoWidth / 2;
  const y = box.y + box.height / 2 - video.videoHeight / 2;
  return { text: rawValue, off_centre: Math.hypot(x, y) };
}

/** Reads cards from the camera until it is stopped; rests while the page is hidden. @param {HTMLVideoElement} video @param {CameraUse} use */
export function readCards(video, use) {
  const reader = new CardReader(video, use);
  reader.start(use.device ?? "");
  return reader;
}

export class CardReader {
  #stopped = false;
  #torch = false;
  /** Counts the cameras that were opened, so that a loop over an earlier one ends. */
  #turn = 0;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {import("./pure/seen.js").Held} */
  #held = null;

  /** @param {HTMLVideoElement} video @param {CameraUse} use */
  constructor(video, use) {
    this.video = video;
    this.use = use;
  }

  /** Opens a camera, or the one that looks away from whoever holds the tablet. @param {string} device */
  start(device) {
    const turn = (this.#turn += 1);
    this.#let_go();
    this.#run(turn, device).catch((error) => turn === this.#turn && this.#tell(failure(error)));
  }

  /** The next camera of the tablet. */
  async nextCamera() {
    const cameras = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
    const now = this.#track()?.getSettings().deviceId;
    const place = cameras.findIndex((one) => one.deviceId === now);
    this.start(cameras[(place + 1) % cameras.length]?.deviceId ?? "");
  }

  /** The torch goes on or off, where the camera has one. */
  async switchTorch() {
    const wanted = /** @type {MediaTrackConstraintSet} */ ({ torch: !this.#torch });
    await this.#track()?.applyConstraints({ advanced: [wanted] });
    this.#torch = !this.#torch;
    await this.#tellParts();
  }

  stop() {
    this.#stopped = true;
    this.#turn += 1;
    this.#let_go();
  }

  /** @param {number} turn @param {string} device */
  async #run(turn, device) {
    this.#tell("starting");
    const decoding = loadDetector().catch(() => null);
    const stream = await openStream(device);
    if (turn !== this.#turn) return stream.getTracks().forEach((track) => track.stop());
    this.#stream = stream;
    this.video.srcObject = stream;
    this.#track()?.addEventListener("ended", () => this.#tell("busy"));
    await this.video.play();
    await this.#tellParts();
    const detector = await decoding;
    if (turn === this.#turn) this.#tell(detector ? "reading" : "decoder-missing");
    while (detector && turn === this.#turn) {
      const began = performance.now();
      if (!document.hidden && this.video.readyState >= this.video.HAVE_CURRENT_DATA) await this.#look(detector, turn);
      // A slow tablet rests as long as it works, so that the page stays quick under the finger.
      await new Promise((resolve) => setTimeout(resolve, Math.max(REST_MS, performance.now() - began)));
    }
  }

  /** @param {import("./decoder.js").Detector} detector @param {number} turn */
  async #look(detector, turn) {
    const found = await detector.detect(this.video).catch(() => []);
    if (turn !== this.#turn) return;
    const frame = found.map((code) => sighting(code, this.video));
    this.#held = stillHeld(this.#held, frame, performance.now());
    const text = this.#held ? null : nearest(frame);
    if (text && this.use.onCard(text)) this.#held = { text, at: performance.now() };
  }

  async #tellParts() {
    const track = this.#track();
    if (!track || this.#stopped) return;
    const able = /** @type {{ torch?: boolean }} */ (track.getCapabilities?.() ?? {});
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter((one) => one.kind === "videoinput").length;
    this.use.onParts?.({ torch: able.torch ? this.#torch : null, cameras, device: track.getSettings().deviceId ?? "" });
  }

  /** @param {CameraState} state */
  #tell(state) {
    if (!this.#stopped) this.use.onState(state);
  }

  #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  #let_go() {
    this.#torch = false;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.video.srcObject = null;
  }
}
