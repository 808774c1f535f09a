// @ts-check
/**
 * Soft, distinct sounds and short vibrations for a hall full of people: two rising notes for a handout, one low
 * note for a calm no, never louder or longer than the first. No files: the notes are made here.
 *
 * A browser lets a page sound only after it was touched, so the first touch wakes the sounds. Imports the
 * tablet's choices.
 */

import { choices } from "./tablet.js";

/** @typedef {"granted" | "refused" | "stored" | "call" | "card"} Sound */
/** @typedef {readonly [hertz: number, at_s: number, length_s: number, loudness: number]} Note */

/** @type {Readonly<Record<Sound, { notes: readonly Note[], buzz_ms: number[] }>>} */
const SOUNDS = {
  granted: { notes: [[659, 0, 0.12, 0.16], [988, 0.11, 0.24, 0.16]], buzz_ms: [60, 40, 60] },
  stored: { notes: [[659, 0, 0.12, 0.14], [784, 0.11, 0.22, 0.14]], buzz_ms: [60, 40, 60] },
  refused: { notes: [[330, 0, 0.26, 0.12]], buzz_ms: [90] },
  call: { notes: [[523, 0, 0.12, 0.13], [392, 0.13, 0.2, 0.13]], buzz_ms: [90] },
  card: { notes: [[1319, 0, 0.05, 0.06]], buzz_ms: [20] },
};

/** @type {Readonly<Record<string, Sound>>} */
const VERDICTS = {
  due: "card",
  granted: "granted",
  stored: "stored",
  refused: "refused",
  "unknown-card": "call",
  error: "call",
  failed: "call",
};

/** @type {AudioContext | null} */
let context = null;

function wake() {
  if (!("AudioContext" in globalThis)) return;
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume().catch(() => {});
}

/** From here on the first touch or key wakes the sounds. @returns {() => void} lets go */
export function readySounds() {
  addEventListener("pointerdown", wake);
  addEventListener("keydown", wake);
  return () => {
    removeEventListener("pointerdown", wake);
    removeEventListener("keydown", wake);
  };
}

/** What is heard with a verdict, or nothing. @param {string} state of the headline or of a handout that is being saved */
export function soundVerdict(state) {
  const heard = VERDICTS[state];
  if (heard) sound(heard);
}

/** Sounds and buzzes, as far as this tablet is to. @param {Sound} sound */
export function sound(sound) {
  const { notes, buzz_ms } = SOUNDS[sound];
  if (choices.vibration && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(buzz_ms);
  if (!choices.sound || context?.state !== "running") return;
  for (const note of notes) play(context, note);
}

/** A soft note: it swells and fades, so that it never clicks. @param {AudioContext} on @param {Note} note */
function play(on, [hertz, at_s, length_s, loudness]) {
  const begins = on.currentTime + at_s;
  const tone = new OscillatorNode(on, { type: "triangle", frequency: hertz });
  const gain = new GainNode(on, { gain: 0 });
  gain.gain.setValueAtTime(0, begins);
  gain.gain.linearRampToValueAtTime(loudness, begins + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0005, begins + length_s);
  tone.connect(gain).connect(on.destination);
  tone.start(begins);
  tone.stop(begins + length_s + 0.02);
}
