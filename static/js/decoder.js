// @ts-check
/**
 * The reader of QR pictures, in a worker beside the page; in the page itself where a browser cannot do that.
 *
 * Pictures stay in memory: never written, sent or logged. Imports the reader and the form of a script's address.
 */

import { loadReader } from "./qr_reader.js";
import { scriptAddress } from "./script_address.js";

/** @typedef {import("./qr_reader.js").Found} Found */
/** @typedef {import("./qr_reader.js").Detector} Detector */

const WORKER = new URL("decode_worker.js", import.meta.url);
/** A larger photo is read no better, and a cheap tablet has no memory for it. */
const PHOTO_EDGE = 1600;

/** @type {Promise<Detector> | null} */
let loading = null;

/** The decoder; loaded once, and again after it failed. @returns {Promise<Detector>} */
export function loadDetector() {
  loading ??= besideThePage()
    .catch(loadReader)
    .catch((fault) => {
      loading = null;
      throw fault;
    });
  return loading;
}

/** The reader in a worker; fails where there is none, or where it cannot draw. @returns {Promise<Detector>} */
function besideThePage() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(scriptAddress(WORKER.href), { type: "module" });
    /** @type {Map<number, (found: Found[]) => void>} */
    const asked = new Map();
    let [number, able] = [0, false];

    async function detect(/** @type {ImageBitmapSource} */ source) {
      const picture = await createImageBitmap(source);
      const mine = (number += 1);
      worker.postMessage({ number: mine, picture }, [picture]);
      return new Promise((/** @type {(found: Found[]) => void} */ answer) => void asked.set(mine, answer));
    }
    function fail() {
      worker.terminate();
      reject(new Error("worker"));
    }

    // One that breaks before it can read is given up; later only the pictures on their way are lost.
    worker.onerror = () => {
      if (!able) return fail();
      for (const answer of asked.values()) answer([]);
      asked.clear();
    };
    worker.onmessage = ({ data }) => {
      if (data.able === false) return fail();
      if (!able) resolve({ detect });
      able = true;
      asked.get(data.number)?.(data.found);
      asked.delete(data.number);
    };
  });
}

/** The text of the first card in a photo, or null where none is found. Throws when the file is no picture. @param {Blob} photo */
export async function readPhoto(photo) {
  const detector = await loadDetector();
  const whole = await createImageBitmap(photo);
  const scale = Math.min(1, PHOTO_EDGE / Math.max(whole.width, whole.height));
  const size = { resizeWidth: Math.round(whole.width * scale), resizeHeight: Math.round(whole.height * scale) };
  const picture = scale < 1 ? await createImageBitmap(whole, size) : whole;
  const found = await detector.detect(picture);
  whole.close();
  picture.close();
  return found[0]?.rawValue ?? null;
}
