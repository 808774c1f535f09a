// @ts-check
/**
 * What a kept handout is at each moment, and what is to be done with it next. Pure: imports nothing but types.
 *
 *     asked ──answer──▶ done          asked: sent or about to be; whether the site wrote it is not known
 *       └─handed over blind─▶ fact ──answer──▶ done      fact: it happened, and the site must hear of it
 *                               └─refused to read─▶ stuck   stuck: a person must look; it is kept
 */

/** So long a handout that is answered stays on the tablet, after the registry holds it. */
export const STAYS_MS = 7 * 86_400_000;
/** An answer within this time is no news: the tray does not flicker with every handout. */
export const QUIET_MS = 10_000;
const FACTS_AT_ONCE = 50;
const BYTES_AT_ONCE = 40_000; // the site takes 64 KiB

/**
 * @typedef {{ epoch: string, seq: number, head: string }} Receipt
 * @typedef {{ handout_id: string, decision: "granted" | "refused", receipt: Receipt }} Answered
 * @typedef {object} Kept
 * @property {number} place its order among all, made by the store
 * @property {"asked" | "fact" | "done" | "stuck"} state
 * @property {string | null} site the site that must hear of it
 * @property {string | null} operator who was signed in, as far as this window knew
 * @property {string | null} card the card's id or short code, to know it again
 * @property {string | null} day the business day that was open when it was kept
 * @property {number} at when it was kept, by the tablet's clock
 * @property {Record<string, string>} cycles the period of each line's programme, where the site had said it
 * @property {import("./decision_view.js").Titles} titles
 * @property {import("../wire.js").HandoutRequest} request
 * @property {Answered[]} answers
 * @property {number | null} done_at
 * @property {string | null} code why it is stuck
 */

/** Every line that this tablet gave, or may have given. @param {Kept[]} all @param {number} [but] a place that is left out @returns {import("./blind.js").Given[]} */
export function givenLines(all, but) {
  return all.flatMap((kept) => {
    if (kept.place === but) return [];
    const refused = new Set(kept.answers.filter((one) => one.decision === "refused").map((one) => one.handout_id));
    const { card, cycles, at } = kept;
    return kept.request.lines
      .filter((line) => !refused.has(line.handout_id))
      .map(({ programme, quantity }) => ({ card, programme, cycle: cycles[programme] ?? null, quantity, at }));
  });
}

/** A kept handout's lines as facts. @param {Kept} kept */
export function factsOf({ request, day, operator }) {
  return request.lines.map(({ handout_id, tseq, programme, quantity, members }) => ({
    handout_id, tseq, programme, quantity, members, text: request.text, day, operator,
  }));
}

/** The oldest facts of a site that fit into one request, in their order. @param {Kept[]} all @param {string | null} site @returns {Kept[]} */
export function nextFacts(all, site) {
  const facts = all.filter((kept) => kept.state === "fact" && (kept.site === null || kept.site === site));
  let lines = 0;
  let bytes = 0;
  const fits = facts.findIndex((kept) => {
    lines += kept.request.lines.length;
    bytes += JSON.stringify(factsOf(kept)).length;
    return lines > FACTS_AT_ONCE || bytes > BYTES_AT_ONCE;
  });
  return fits < 0 ? facts : facts.slice(0, Math.max(1, fits));
}

/** A handout that the site answered. @param {Kept} kept @param {Answered[]} answers @param {number} now_ms @returns {Kept} */
export function answered(kept, answers, now_ms) {
  return { ...kept, state: "done", answers, done_at: now_ms, code: null };
}

/** The answers in a reply, or null where it does not answer these lines in their order. @param {Kept[]} sent @param {any} reply @returns {Answered[] | null} */
export function readFacts(sent, reply) {
  const ids = sent.flatMap((kept) => kept.request.lines.map((line) => line.handout_id));
  const facts = reply?.facts;
  if (!Array.isArray(facts) || facts.length !== ids.length) return null;
  if (!ids.every((id, place) => facts[place]?.handout_id === id && facts[place]?.receipt)) return null;
  return facts.map(({ handout_id, receipt }) => ({ handout_id, decision: "granted", receipt }));
}

/** An answered handout that stood in a life of the log without which the site went on is a fact again, as far as it was granted. @param {Kept} kept @param {string[]} lost @returns {Kept} */
export function broughtAgain(kept, lost) {
  const gone = kept.answers.filter((one) => one.decision === "granted" && lost.includes(one.receipt.epoch));
  if (kept.state !== "done" || gone.length === 0) return kept;
  const ids = gone.map((one) => one.handout_id);
  const lines = kept.request.lines.filter((line) => ids.includes(line.handout_id));
  return { ...kept, state: "fact", request: { ...kept.request, lines }, answers: [], done_at: null };
}

/** Whether a handout may be forgotten: the registry holds every row of it, and a week has passed. @param {Kept} kept @param {Record<string, number>} marks @param {number} now_ms */
export function mayGo(kept, marks, now_ms) {
  if (kept.state !== "done" || kept.done_at === null || now_ms - kept.done_at < STAYS_MS) return false;
  return kept.answers.every(({ receipt }) => (marks[receipt.epoch] ?? -1) >= receipt.seq);
}

/** How many lines the site has not answered, and how many of those it would not read. @param {Kept[]} all @param {number} now_ms */
export function heldLines(all, now_ms) {
  const waits = all.filter((kept) => kept.state !== "done" && (kept.state !== "asked" || now_ms - kept.at > QUIET_MS));
  const count = (/** @type {Kept[]} */ some) => some.reduce((sum, kept) => sum + kept.request.lines.length, 0);
  return { lines: count(waits), stuck: count(waits.filter((kept) => kept.state === "stuck")) };
}
