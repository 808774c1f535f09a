// @ts-check
/**
 * The camera and the decoder: gives each card's text once, when it comes into the picture.
 *
 * Pictures stay in memory: never written, sent or logged. The decoder is put into `static/vendor/` by the
 * build; where it is missing the short code still works. Imports the memory of what is in the picture.
 */

import { nearest, stillHeld } from "./pure/seen.js";

/** @typedef {"starting" | "reading" | "denied" | "missing" | "busy" | "decoder-missing"} CameraState */
/** @typedef {{ rawValue: string, boundingBox: DOMRectReadOnly }} Found */
/** @typedef {{ detect(source: HTMLVideoElement): Promise<Found[]> }} Detector */

const VENDOR = new URL("../vendor/", import.meta.url);
const REST_MS = 70;

/** The decoder, from local files only: without `locateFile` it would ask a foreign host. @returns {Promise<Detector>} */
async function loadDetector() {
  const { BarcodeDetector, prepareZXingModule } = await import(new URL("barcode-detector/ponyfill.js", VENDOR).href);
  const locateFile = (/** @type {string} */ name) => new URL(`zxing-wasm/${name}`, VENDOR).href;
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

/** @returns {Promise<MediaStream>} */
async function openStream() {
  const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } };
  if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
  return navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
}

/** @param {unknown} error @returns {CameraState} */
function failure(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "busy";
}

/** @param {Found} found @param {HTMLVideoElement} video */
function sighting({ rawValue, boundingBox: box }, video) {
  const x = box.x + box.width / 2 - video.videoWidth / 2;
  const y = box.y + box.height / 2 - video.videoHeight / 2;
  return { text: rawValue, off_centre: Math.hypot(x, y) };
}

/**
 * Reads cards from the camera until it is stopped; rests while the page is hidden.
 *
 * `onCard` says whether the card was taken; one that was not is offered again while it is in the picture.
 * @param {HTMLVideoElement} video
 * @param {(text: string) => boolean} onCard
 * @param {(state: CameraState) => void} onState
 * @returns {() => void} stops the camera
 */
export function readCards(video, onCard, onState) {
  const reader = new CardReader(video, onCard, onState);
  reader.start().catch((error) => reader.tell(failure(error)));
  return () => reader.stop();
}

class CardReader {
  #stopped = false;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {import("./pure/seen.js").Held} */
  #held = null;

  /** @param {HTMLVideoElement} video @param {(text: string) => boolean} onCard @param {(state: CameraState) => void} onState */
  constructor(video, onCard, onState) {
    this.video = video;
    this.onCard = onCard;
    this.onState = onState;
  }

  async start() {
    this.tell("starting");
    const decoding = loadDetector().catch(() => null);
    this.#stream = await openStream();
    if (this.#stopped) return this.stop();
    this.video.srcObject = this.#stream;
    this.#stream.getVideoTracks()[0]?.addEventListener("ended", () => this.tell("busy"));
    await this.video.play();
    const detector = await decoding;
    this.tell(detector ? "reading" : "decoder-missing");
    while (detector && !this.#stopped) {
      const began = performance.now();
      if (!document.hidden && this.video.readyState >= this.video.HAVE_CURRENT_DATA) await this.#look(detector);
      // A slow tablet rests as long as it works, so that the page stays quick under the finger.
      await new Promise((resolve) => setTimeout(resolve, Math.max(REST_MS, performance.now() - began)));
    }
  }

  /** @param {Detector} detector */
  async #look(detector) {
    const found = await detector.detect(this.video).catch(() => []);
    if (this.#stopped) return;
    const frame = found.map((code) => sighting(code, this.video));
    this.#held = stillHeld(this.#held, frame, performance.now());
    const text = this.#held ? null : nearest(frame);
    if (text && this.onCard(text)) this.#held = { text, at: performance.now() };
  }

  /** @param {CameraState} state */
  tell(state) {
    if (!this.#stopped) this.onState(state);
  }

  stop() {
    this.#stopped = true;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }
}
