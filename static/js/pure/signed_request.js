// @ts-check
/** The exact bytes that a tablet signs, so that the site can make the same ones. Pure: imports nothing. */

const UTF8 = new TextEncoder();

/** Lower-case hexadecimal. @param {Uint8Array} bytes */
export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What is signed of a request: its method, its path as it stands on the request line, the start of the
 * running server, the tablet's number of it, and the SHA-256 of its body.
 * @param {{ method: string, path: string, start: string, sequence: number, body_hash: Uint8Array }} request
 */
export function requestBytes({ method, path, start, sequence, body_hash }) {
  return UTF8.encode(`fp/request/1\0${method}\n${path}\n${start}\n${sequence}\n${hex(body_hash)}`);
}

/** What is signed to prove that whoever sends a pairing code holds the key he brings. @param {string} code */
export function pairingBytes(code) {
  return UTF8.encode(`fp/pair/1\0${code}`);
}

/**
 * The next number of a tablet: one more than the last; far beyond it when the site knows later ones than
 * the tablet remembers, as after a loss of power.
 * @param {number} last
 * @param {boolean} [beyond]
 */
export function nextSequence(last, beyond = false) {
  return last + (beyond ? 1024 : 1);
}
