// @ts-check
/**
 * The reader of QR pictures, from local files only; the build puts it into `static/vendor/`. Imports nothing of ours.
 *
 * Pictures stay in memory: never written, sent or logged.
 */

/** @typedef {{ rawValue: string, boundingBox: DOMRectReadOnly }} Found */
/** @typedef {{ detect(source: ImageBitmapSource): Promise<Found[]> }} Detector */

const VENDOR = new URL("../vendor/", import.meta.url);
/** A larger photo is read no better, and a cheap tablet has no memory for it. */
const PHOTO_EDGE = 1600;

/** @type {Promise<Detector> | null} */
let loading = null;

/** The decoder; loaded once, and again after it failed. @returns {Promise<Detector>} */
export function loadDetector() {
  loading ??= load().catch((fault) => {
    loading = null;
    throw fault;
  });
  return loading;
}

/** Without `locateFile` it would ask a foreign host. @returns {Promise<Detector>} */
async function load() {
  const { BarcodeDetector, prepareZXingModule } = await import(new URL("barcode-detector/ponyfill.js", VENDOR).href);
  const locateFile = (/** @type {string} */ name) => new URL(`zxing-wasm/${name}`, VENDOR).href;
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new BarcodeDetector({ formats: ["qr_code"] });
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
