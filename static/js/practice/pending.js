// @ts-check
/**
 * Handouts while people practise: in memory only, and the site alone decides. Nothing is kept offline, no receipt is
 * learnt, no number of the real desk is used. Without the site practice stands still. Imports the ids and the count.
 */

import { newId, takeNumber as take, unsent } from "../queue/queue.js";
import { backoff_ms, decidesAll, outcomeUnknown } from "../pure/outcome.js";

export { newId, unsent };

/** @typedef {import("../pending.js").Kept} Kept */

const TRIES = 3;

/** The next number of the tablet's practice. @param {string} tab */
export const takeNumber = (tab) => take(`${tab} practice`);

/** The request with ids and numbers of its own; kept nowhere. @type {typeof import("../queue/queue.js").keep} */
export async function keep(tab, text, lines, titles, _never_blind = false, night = undefined) {
  const numbered = [];
  for (const line of lines) numbered.push({ handout_id: newId(), tseq: await takeNumber(tab), ...line });
  const at = Date.now();
  const kept = { place: 0, state: "asked", operator: null, site: null, titles, cycles: {}, card: null, day: null, at, request: { text, lines: numbered, ...(night ? { night } : {}) }, answers: [], done_at: null, code: null };
  return /** @type {Kept} */ (/** @type {unknown} */ (kept));
}

/** Nothing of an earlier life. @returns {Promise<Kept[]>} */
export const unanswered = async () => [];

/** What the site says; silence after a few tries. @type {typeof import("../queue/queue.js").deliver} */
export async function deliver(_tab, { request }, { send, wait }) {
  for (let tried = 0; ; tried += 1) {
    const outcome = await send(request);
    const complete = outcome.kind !== "answer" || decidesAll(outcome.value, request.lines);
    const lost = outcome.kind === "problem" && outcome.status === 401;
    if (lost || (outcome.kind !== "silence" && complete && !outcomeUnknown(outcome))) return /** @type {any} */ (outcome);
    if (tried + 1 >= TRIES) return { kind: "silence" };
    await wait(backoff_ms(tried));
  }
}

/** Nothing was kept that could be taken back here. @returns {Promise<null>} */
export const takeBackKept = async () => null;
