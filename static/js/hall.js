// @ts-check
/**
 * The hall's display: the numbers that are called, asked for again and again; a chime where somebody switched it on.
 * It knows numbers and desks, and no more. Imports what is new and the writing of digits.
 */

import { hallNews, persianDigits } from "./pure/hall_view.js";

const EVERY_MS = 2500;
const place = document.querySelector("#calls");
const none = document.querySelector("#none");
const away = document.querySelector("#away");
const chime = document.querySelector("#chime");
/** @type {import("./pure/hall_view.js").Shown} */
let shown = { drawn: "", newest: -1 };
/** @type {AudioContext | null} */
let sound = null;

/** @param {{ queue: string, number: number, desk: string }} call */
function line({ queue, number, desk }) {
  const made = document.createElement("p");
  const ticket = document.createElement("b");
  const where = document.createElement("bdi");
  const side = document.createElement("span");
  made.className = "call";
  ticket.dir = "ltr";
  ticket.textContent = `${queue}-${persianDigits(number)}`;
  where.textContent = persianDigits(desk);
  side.append(where);
  made.append(ticket, side);
  return made;
}

/** Two notes, the second lower. */
function ring() {
  if (!sound) return;
  for (const [index, hertz] of [880, 660].entries()) {
    const note = sound.createOscillator();
    const loud = sound.createGain();
    const from = sound.currentTime + index * 0.35;
    note.frequency.value = hertz;
    loud.gain.setValueAtTime(0.25, from);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    note.connect(loud).connect(sound.destination);
    note.start(from);
    note.stop(from + 0.6);
  }
}

/** @param {import("./pure/hall_view.js").Told} told */
function show(told) {
  const news = hallNews(shown, told);
  shown = news.shown;
  if (news.ring) ring();
  if (!news.draw) return;
  place?.replaceChildren(...told.calls.map(line));
  if (none instanceof HTMLElement) none.hidden = told.calls.length > 0;
}

async function ask() {
  let answered = true;
  try {
    const reply = await fetch("/api/v1/calls", { cache: "no-store", credentials: "omit" });
    answered = reply.ok;
    if (reply.ok) show(await reply.json());
  } catch {
    answered = false;
  }
  if (away instanceof HTMLElement) away.hidden = answered;
  setTimeout(() => void ask(), EVERY_MS);
}

chime?.addEventListener("click", () => {
  if (sound) void sound.close();
  sound = sound ? null : new AudioContext();
  chime.setAttribute("aria-pressed", String(sound !== null));
  ring();
});
void ask();
