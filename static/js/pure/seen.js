// @ts-check
/** Which card in the picture is a new one. Pure: imports nothing; the caller brings the time. */

/** @typedef {{ text: string, off_centre: number }} Sighting one code in one frame, and how far from its middle */
/** @typedef {{ text: string, at: number } | null} Held the card that was read last and is still in the picture */

/** A card is gone when it was not seen for so long; a blurred frame between two sharp ones is not a new card. */
export const GONE_MS = 700;

/** What is held after a frame: the card stays held while it is seen. @param {Held} held @param {Sighting[]} frame @param {number} now_ms @returns {Held} */
export function stillHeld(held, frame, now_ms) {
  if (!held) return null;
  if (frame.some((code) => code.text === held.text)) return { text: held.text, at: now_ms };
  return now_ms - held.at < GONE_MS ? held : null;
}

/** The code nearest to the middle of the picture, or null. @param {Sighting[]} frame */
export function nearest(frame) {
  let best = frame[0] ?? null;
  for (const code of frame) if (best && code.off_centre < best.off_centre) best = code;
  return best ? best.text : null;
}
