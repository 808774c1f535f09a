// @ts-check
/**
 * Reads pictures beside the page, which stays quick under the finger meanwhile. Says once whether it can; then takes
 * pictures with a number and answers with the same number and what was found. Imports the reader.
 */

import { loadReader } from "./qr_reader.js";

const reading = "OffscreenCanvas" in globalThis ? loadReader() : Promise.reject(new Error("canvas"));
reading.then(
  () => postMessage({ able: true }),
  () => postMessage({ able: false }),
);

addEventListener("message", async ({ data: { number, picture } }) => {
  const found = await reading.then((reader) => reader.detect(picture)).catch(() => []);
  picture.close();
  const plain = found.map(({ rawValue, boundingBox: { x, y, width, height } }) => ({ rawValue, boundingBox: { x, y, width, height } }));
  postMessage({ number, found: plain });
});
