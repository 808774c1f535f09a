// @ts-check
/** UUIDv7 (RFC 9562, section 5.7) from a time and noise that the caller brings. Pure: imports nothing. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base64url without padding. @param {Uint8Array} bytes */
export function base64url(bytes) {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(held >> bits) & 63];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (6 - bits)) & 63] : text;
}

/**
 * The id of an event as 22 characters of base64url.
 *
 * The time stands first only so that the site's index grows at one end; nobody reads it.
 * @param {number} now_ms milliseconds of UTC
 * @param {Uint8Array} noise 10 random bytes
 */
export function uuid7(now_ms, noise) {
  if (noise.length !== 10) throw new RangeError("noise");
  const bytes = new Uint8Array(16);
  let rest = Math.max(0, Math.floor(now_ms));
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(noise, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f); // version 7
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f); // variant 10
  return base64url(bytes);
}
