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
 * @typedef {{ section?: string, hold?: string }} Night an admission: its first line is the bed-night
 * @typedef {import("../wire.js").HandoutRequest & { night?: Night }} Request
 * @typedef {{ result: "admitted" | "back" | "here" | "full" | "refused" | "over", bed: number | null, floor: boolean }} Lies what came of an admission
 * @typedef {{ epoch: string, seq: number, head: string }} Receipt
 * @typedef {{ handout_id: string, decision: "granted" | "refused", receipt: Receipt, row_id?: string, lies?: Lies | null }} Answered row_id: its row, where that has another id
 * @typedef {object} Kept
 * @property {number} place its order among all, made by the store
 * @property {"asked" | "fact" | "done" | "stuck"} state
 * @property {string} [tab] the tablet's count that its numbers are of
 * @property {string | null} site the site that must hear of it
 * @property {string | null} operator who was signed in, as far as this window knew
 * @property {string | null} card the card's id or short code, to know it again
 * @property {string | null} day the business day that was open when it was kept
 * @property {string} [round] the round on which it was given, with whose list it is wiped
 * @property {boolean} [never_blind] it waits for the site, whatever may go blind
 * @property {number} at when it was kept, by the tablet's clock
 * @property {Record<string, string>} cycles the period of each line's programme, where the site had said it
 * @property {{ day: string, minute: number }} [handed] when, by the tablet's clock
 * @property {import("./decision_view.js").Titles} titles
 * @property {Request} request
 * @property {Lies} [lies]
 * @property {{ void_id: string, tseq: number }[]} [undone] it was taken back on this tablet: the void of each line
 * @property {Answered[]} answers
 * @property {number | null} done_at
 * @property {string | null} code why it is stuck
 */

/** Every line that this tablet gave, or may have given. @param {Kept[]} all @param {number} [but] a place that is left out @returns {import("./blind.js").Given[]} */
export function givenLines(all, but) {
  return all.flatMap((kept) => {
    if (kept.place === but || kept.undone) return [];
    const refused = new Set(kept.answers.filter((one) => one.decision === "refused").map((one) => one.handout_id));
    const { card, cycles, at } = kept;
    return kept.request.lines
      .filter((line) => !refused.has(line.handout_id))
      .map(({ programme, quantity }) => ({ card, programme, cycle: cycles[programme] ?? null, quantity, at }));
  });
}

/** A kept handout's lines as facts. @param {Kept} kept */
export function factsOf({ request, day, operator, undone, handed }) {
  return request.lines.map(({ handout_id, tseq, programme, quantity, members }, place) => ({
    handout_id, tseq, programme, quantity, members, text: request.text, day, operator,
    ...(undone?.[place] ? { undone: undone[place] } : {}),
    ...(handed ? { handed } : {}),
    ...(request.night && place === 0 ? { night: { ...request.night, lines: request.lines.slice(1).map((line) => line.handout_id) } } : {}),
  }));
}

/**
 * A handout of which these lines are given blind: a fact, or parted from one; the rest waits, no admission any more.
 * @param {Kept} kept @param {readonly import("../wire.js").LineRequest[]} blind
 * @returns {{ now: Kept, also: Omit<Kept, "place"> | null }}
 */
export function parted(kept, blind) {
  const left = kept.request.lines.filter((line) => !blind.includes(line));
  if (left.length === 0) return { now: { ...kept, state: "fact" }, also: null };
  const { place: _, ...fact } = kept;
  const { night: _night, ...plain } = kept.request;
  const request = { ...kept.request, lines: [...blind] };
  return { now: { ...kept, request: { ...plain, lines: left } }, also: { ...fact, state: "fact", request } };
}

/** So long after it was handed over it may be taken back. */
export const UNDO_MS = 5 * 60_000 - 5_000;

/**
 * A fact that is taken back before the site has heard of it, with the void of each line; or as it is, where that is
 * not for the tablet to do any more.
 *
 * The fact is never dropped: it may stand in the log already, so only a void that follows the same id is right.
 * @param {Kept} kept @param {{ void_id: string, tseq: number }[]} undone @param {number} now_ms @returns {Kept}
 */
export function takenBack(kept, undone, now_ms) {
  const held = kept.state === "fact" || kept.state === "stuck";
  return held && !kept.undone && now_ms - kept.at <= UNDO_MS ? { ...kept, undone } : kept;
}

/** A fact after its answer; one that was taken back while it was on its way is sent again, with its void. @param {Kept} kept as it is now @param {Kept} sent @param {Answered[]} answers @param {number} now_ms @returns {Kept} */
export function settled(kept, sent, answers, now_ms) {
  return kept.undone && !sent.undone ? kept : answered(kept, answers, now_ms, answers[0]?.lies);
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

/** A handout that the site answered. @param {Kept} kept @param {Answered[]} answers @param {number} now_ms @param {Lies | null} [lies] @returns {Kept} */
export function answered(kept, answers, now_ms, lies) {
  return { ...kept, state: "done", answers, done_at: now_ms, code: null, ...(lies ? { lies } : {}) };
}

/** The answers in a reply, or null where it does not answer these lines in their order. @param {Kept[]} sent @param {any} reply @returns {Answered[] | null} */
export function readFacts(sent, reply) {
  const ids = sent.flatMap((kept) => kept.request.lines.map((line) => line.handout_id));
  const facts = reply?.facts;
  if (!Array.isArray(facts) || facts.length !== ids.length) return null;
  if (!ids.every((id, place) => facts[place]?.handout_id === id && facts[place]?.receipt)) return null;
  return facts.flatMap(({ handout_id, row_id, receipt, undone, lies }) =>
    [receipt, ...(undone ? [undone] : [])].map((shown) => ({ handout_id, row_id, decision: "granted", receipt: shown, ...(lies ? { lies } : {}) })),
  );
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
