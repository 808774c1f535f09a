// @ts-check
/**
 * The round that this tablet carries: fetched once, walked without the site, wiped when everything of it is answered.
 *
 * It stands beside the kept handouts, so that a door and what was handed over at it are one transaction: neither
 * is ever without the other. It is codes only. Its handouts are facts like any other, sent by the sender; those that
 * are answered go with the list, and do not stay their week. Imports the queue's store and the asking.
 */

import { ask } from "../ask.js";
import { practising } from "../practice/mode.js";
import { clockAt } from "../pure/blind.js";
import { takeNumbers } from "../pure/numbers.js";
import { outcomeUnknown } from "../pure/outcome.js";
import { counted } from "../pure/round.js";
import { onRing, ring } from "./bell.js";
import { HANDOUTS, KNOWN, NUMBERS, after, within } from "./database.js";
import { newId } from "./queue.js";
import { isOut } from "./round_news.js";
import * as store from "./store.js";
import { takeBackKept } from "./undo.js";

/** @typedef {import("../pure/outcome.js").Outcome} Outcome */
/** @typedef {import("../pure/round.js").Carried} Carried */
/** @typedef {import("../pure/round.js").Door} Door */

const NAME = "round";
const LOOK_MS = 20_000;

/** What this tablet carries, if anything. @returns {Promise<Carried | undefined>} */
export const carried = () => store.known(NAME);

/** Whether there is a round for this tablet: it carries one, or may fetch one. */
export const roundHere = async () => isOut() || Boolean((await carried().catch(() => undefined))?.list);

/** Fetches the list, with the same id until it is answered; a problem leaves nothing behind. @returns {Promise<Outcome>} */
export async function takeRound() {
  await store.learn(NAME, (before) => before ?? { act: newId(), list: null, said: {}, back: null });
  const asked = await carried();
  const outcome = await ask("POST", "round-lists", { act_id: asked?.act });
  if (outcome.kind === "answer") await store.learn(NAME, (now) => now && { ...now, list: now.list ?? outcome.value });
  else if (!outcomeUnknown(outcome)) await store.learn(NAME, (now) => (now?.list ? now : undefined));
  ring();
  return outcome;
}

/**
 * What happened at a door; what was handed over is a fact on the disk by then. A door at which something was given
 * stays so until that is taken back.
 * @param {{ tab: string, operator: string | null }} who @param {Door} door @param {"given" | "absent" | "declined"} what
 */
export async function tellDoor(who, door, what) {
  const at = Date.now();
  await within("readwrite", (/** @type {(name: string) => IDBObjectStore} */ open, /** @type {(value: void) => void} */ give) => {
    give(undefined);
    after(open(KNOWN).get(NAME), (/** @type {Carried | undefined} */ before) => {
      if (!before?.list || before.back || before.said[door.short] === "given") return;
      open(KNOWN).put({ ...before, said: { ...before.said, [door.short]: what } }, NAME);
      if (what === "given") addFact(open, who, before, door, at);
    });
  });
  ring();
}

/** @param {(name: string) => IDBObjectStore} open @param {{ tab: string, operator: string | null }} who @param {Carried} before @param {Door} door @param {number} at */
function addFact(open, { tab, operator }, { list }, door, at) {
  after(open(KNOWN).get("site"), (/** @type {string | undefined} */ site) => {
    after(open(NUMBERS).get(tab), (count = { tseq: 0 }) => {
      const taken = takeNumbers(count, door.lines.length);
      open(NUMBERS).put(taken.count, tab);
      const lines = door.lines.map((line, place) => ({ handout_id: newId(), tseq: taken.numbers[place] ?? 0, ...line, members: [] }));
      const about = { operator, site: site ?? null, titles: {}, cycles: {}, card: door.short, day: list?.day ?? null, at, handed: clockAt(at) };
      open(HANDOUTS).add({ ...about, round: list?.round, state: "fact", request: { text: door.short, lines }, answers: [], done_at: null, code: null });
    });
  });
}

/** Whether what was handed over at a door is taken back; it is the site's to do once it has heard of it. @param {string} tab @param {Door} door */
export async function takeDoorBack(tab, door) {
  const kept = (await store.waiting()).find((one) => one.round && one.request.text === door.short && !one.undone);
  if (!kept || (await takeBackKept(tab, kept)) !== true) return false;
  await store.learn(NAME, (now) => now && { ...now, said: Object.fromEntries(Object.entries(now.said).filter(([short]) => short !== door.short)) });
  ring();
  return true;
}

/** The round is over for this tablet: what it gave is sent, then its word, then everything is wiped. */
export async function endRound() {
  const id = newId();
  await store.learn(NAME, (now) => (now?.list && !now.back ? { ...now, back: id } : now?.list ? now : undefined));
  ring();
}

/** As far as the site answers: the round ends where the site says so, and what is over is told and wiped. */
export async function settleRound() {
  const now = await carried();
  if (!now?.list || practising()) return;
  const { round } = now.list;
  if (!now.back) {
    const here = await ask("POST", "round-looks", {});
    if (here.kind === "answer" && here.value.round !== round) await endRound();
    return;
  }
  if ((await store.waiting()).some((kept) => kept.round === round && kept.state !== "stuck")) return;
  const outcome = await ask("POST", `rounds/${round}/returns`, { act_id: now.back, ...counted(now) });
  if (outcomeUnknown(outcome) || (outcome.kind === "problem" && outcome.status === 401)) return;
  await store.drop((kept) => kept.round === round);
  await store.learn(NAME, () => undefined);
  ring();
}

/** Looks after the round as long as this window lives, whoever is signed in. */
export function watchRound() {
  let busy = false;
  const settle = async () => {
    if (busy) return;
    busy = true;
    await settleRound().catch(() => undefined);
    busy = false;
  };
  onRing((news) => void carried().then((now) => void ((news === "back" || now?.back || (now?.list && !isOut())) && settle())).catch(() => undefined));
  setInterval(settle, LOOK_MS);
  void settle();
}
