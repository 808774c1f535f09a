// @ts-check
/**
 * Keeps every handout from the tap until the registry holds it, and repeats it with the same ids until the site
 * answers. Where the site is silent and the rule lets the tablet go on, the handout becomes a fact.
 *
 * One IndexedDB transaction takes the tablet's next numbers and keeps the request, so that the count has no gap
 * and no repeat, in two windows or after a crash. Imports the store, the bell and the meaning of outcomes.
 */

import { ring } from "./bell.js";
import { link, within } from "./link.js";
import { finish } from "./finish.js";
import { prove } from "./prove.js";
import * as store from "./store.js";
import { clockAt, cycleNow, givable } from "../pure/blind.js";
import { readCardText } from "../pure/card_token.js";
import { givenLines, heldLines, parted } from "../pure/kept.js";
import { backoff_ms, decidesAll, outcomeUnknown } from "../pure/outcome.js";
import { uuid7 } from "../pure/uuid7.js";

/** @typedef {import("../wire.js").HandoutRequest} HandoutRequest */
/** @typedef {import("../pure/kept.js").Kept} Kept */
/** @typedef {import("../pure/outcome.js").Outcome} Outcome */
/** @typedef {import("../pure/outcome.js").Answer | import("../pure/outcome.js").Problem} Judged */
/** @typedef {{ programme: string, quantity: number, members: string[], collector?: string, one_time_alternate?: boolean, overrides?: string, approved?: string }} ChosenLine */
/** @typedef {Judged | { kind: "stored", fact?: Kept, rest?: Kept } | { kind: "silence" }} Delivered stored: on this tablet, hand over, or the fact alone while the rest waits; silence: of an earlier life */

const HANDOUT_PATIENCE_MS = 4000;
const SILENCE = /** @type {Outcome} */ ({ kind: "silence" });
/** What this life of the page kept: somebody stands before the tablet for these. @type {Set<number>} */
const fresh = new Set();
let asking = false;
/** @type {string | null} */
let operator = null;

/** Who hands out on this window from here on; null where the site could not say. @param {string | null} id */
export function workAs(id) {
  operator = id;
}

/** A fresh id for one line or one act. */
export function newId() {
  return uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

export { takeNumber } from "./store.js";

/**
 * The request with an id and a number for each line, kept before it is sent.
 * @param {string} tab
 * @param {string | null} text null for somebody without a card
 * @param {ChosenLine[]} lines
 * @param {import("../pure/decision_view.js").Titles} titles
 * @param {boolean} [never_blind] only the site can say, as of what a lead's word gives
 * @param {import("../pure/kept.js").Night} [night] it is an admission
 * @returns {Promise<Kept>}
 */
export async function keep(tab, text, lines, titles, never_blind = false, night = undefined) {
  const kit = await store.known("kit");
  const site = (await store.known("site")) ?? null;
  const at = Date.now();
  const cycles = kit ? Object.fromEntries(kit.programmes.map((one) => [one.programme, cycleNow(kit, one, at)])) : {};
  const about = { tab, operator, site, titles, cycles, card: readCardText(text ?? "")?.card ?? null, day: kit?.day ?? null, at, handed: clockAt(at), ...(never_blind ? { never_blind } : {}) };
  const ids = lines.map(newId);
  const kept = await store.add(tab, lines.length, (taken) => {
    const numbered = lines.map((line, place) => ({ handout_id: ids[place] ?? "", tseq: taken[place] ?? 0, ...line }));
    return { ...about, state: "asked", request: { text, lines: numbered, ...(night ? { night } : {}) }, answers: [], done_at: null, code: null };
  });
  fresh.add(kept.place);
  return kept;
}

/** The requests that were never answered and that nobody waits for now, oldest first, whatever their tablet was called. */
export async function unanswered(_tab = "") {
  return (await store.waiting()).filter((kept) => kept.state === "asked" && !fresh.has(kept.place));
}

/**
 * What became of a kept request: the site's answer, asked again with the same ids until there is one, or
 * `stored` where the site is silent and the rule lets the tablet give it blind.
 *
 * A lost session comes back at once as its 401, and the request stays kept. One of an earlier life is asked once:
 * nobody was told to hand it over, so it is never made a fact. So is an admission, because the next person is waiting;
 * what nobody could say of it is asked again in the background.
 * @param {string} tab
 * @param {Kept} kept
 * @param {{ send: (request: HandoutRequest) => Promise<Outcome>, wait: (ms: number) => Promise<void> }} deps
 * @returns {Promise<Delivered>}
 */
export async function deliver(tab, kept, { send, wait }) {
  for (let tries = 0; ; tries += 1) {
    const known = link.away && tries === 0 && fresh.has(kept.place);
    const outcome = known ? SILENCE : link.learn(await within(send(kept.request), HANDOUT_PATIENCE_MS));
    if (outcome.kind === "problem" && (outcome.status === 401 || (outcome.code === "practice-switched" && !(tries === 0 && fresh.has(kept.place))))) {
      fresh.delete(kept.place); // asked again when somebody has signed in, or the real desk is back
      return outcome;
    }
    const complete = outcome.kind !== "answer" || decidesAll(outcome.value, kept.request.lines);
    if (outcome.kind !== "silence" && complete && !outcomeUnknown(outcome)) return finish(tab, kept, outcome);
    if (!fresh.has(kept.place)) return { kind: "silence" };
    const stored = outcome.kind === "silence" ? await becomeFact(kept) : null;
    if (stored) return stored;
    if (kept.request.night) return void fresh.delete(kept.place), { kind: "silence" };
    await wait(backoff_ms(tries));
  }
}

/** How many lines the site has not answered, of whatever window or life of the page. */
export async function unsent() {
  return heldLines(await store.waiting(), Date.now()).lines;
}

/** Asks again, without a word on the screen, what an earlier life of the page never heard about. @param {(request: HandoutRequest) => Promise<Outcome>} send */
export async function askAgain(send) {
  if (asking || link.away) return;
  asking = true;
  try {
    for (const kept of await unanswered()) if (!link.away) await deliver(kept.tab ?? "", kept, { send, wait: async () => undefined });
  } finally {
    asking = false;
  }
}

/** What of the handout goes on blind, and is a fact on the disk by then; null where nothing may. @param {Kept} kept @returns {Promise<Extract<Delivered, { kind: "stored" }> | null>} */
async function becomeFact(kept) {
  const kit = await store.known("kit");
  const { text } = kept.request;
  const holder = kit && (text === null ? { card: null, proven: false } : await prove(kit, text));
  if (!kit || !holder || holder.practice) return null;
  const made = await store.part(kept.place, (before, sameCard) => {
    if (before.state !== "asked" || before.never_blind) return null;
    const blind = givable(kit, holder, before.request.lines, givenLines(sameCard, kept.place), Date.now());
    if (before.request.night && blind[0] !== before.request.lines[0]) return null; // no bed, no admission
    return blind.length > 0 ? parted(before, blind) : null;
  });
  ring();
  if (!made) return null;
  return made.also ? { kind: "stored", fact: made.also, rest: made.now } : { kind: "stored" };
}
