// @ts-check
/** The library that reads QR pictures, from local files only; the build puts it into `static/vendor/`. Imports nothing of ours. */

/** @typedef {{ rawValue: string, boundingBox: { x: number, y: number, width: number, height: number } }} Found */
/** @typedef {{ detect(source: ImageBitmapSource): Promise<Found[]> }} Detector */

const VENDOR = new URL("../vendor/", import.meta.url);

/** Without `locateFile` it would ask a foreign host. @returns {Promise<Detector>} */
export async function loadReader() {
  const { BarcodeDetector, prepareZXingModule } = await import(new URL("barcode-detector/ponyfill.js", VENDOR).href);
  const locateFile = (/** @type {string} */ name) => new URL(`zxing-wasm/${name}`, VENDOR).href;
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new BarcodeDetector({ formats: ["qr_code"] });
}
