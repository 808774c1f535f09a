// @ts-check
/** A file in parts, as base64, small enough for one request each. Pure: imports nothing. */

export const PART_BYTES = 32 * 1024;
const AT_ONCE = 8192;

/** Bytes as base64. @param {Uint8Array} bytes */
export function base64(bytes) {
  let text = "";
  for (let from = 0; from < bytes.length; from += AT_ONCE) text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  return btoa(text);
}

/** The parts of a file in their order; no more of it is held than one. @param {Blob} file @returns {AsyncGenerator<{ number: number, content: string }>} */
export async function* partsOf(file) {
  for (let number = 0; number * PART_BYTES < file.size; number += 1) {
    const part = file.slice(number * PART_BYTES, (number + 1) * PART_BYTES);
    yield { number, content: base64(new Uint8Array(await part.arrayBuffer())) };
  }
}
