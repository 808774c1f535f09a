// @ts-check
/**
 * What the screen says about a scan, a decision or a problem: state, sentences and second lines, without
 * the screen itself. Imports the catalogue, digits, Jalali words and what a lead may give; the caller brings the time.
 */

import { FLAGS, VERDICTS, WORDS, digits, errorSentence, joined, reasonSentence } from "../words.js";
import { exceptionOfReply } from "./exception.js";
import { dayOf, dayWords, momentWords } from "./jalali.js";

/**
 * @typedef {"idle" | "looking" | "due" | "unknown" | "stored" | "parked" | "granted" | "refused" | "unknown-card" | "error"} State
 * @typedef {{ state: State, sentence: string, note: string }} Headline
 * @typedef {{ reason: string | null, earlier: import("../wire.js").EarlierView | null, next_on: string | null, next_time?: string | null, since?: number | null, kept_until?: string | null }} Why since: when the card was stopped
 * @typedef {{ title: string, sentence: string, notes: string[], waits?: boolean, exception?: import("./exception.js").Exception | null }} RefusedView waits: not answered yet
 * @typedef {{ title: string, amount: string, notes: string[], awaits?: string | null }} GrantedView awaits: the handout whose second person is still to come
 * @typedef {{ headline: Headline, granted: GrantedView[], refused: RefusedView[] }} HandoutView
 * @typedef {Readonly<Record<string, { title_fa: string, unit_fa: string }>>} Titles by programme
 */

export const IDLE = /** @type {Headline} */ ({ state: "idle", sentence: WORDS.showCard, note: WORDS.orShortCode });
export const LOOKING = /** @type {Headline} */ ({ state: "looking", sentence: WORDS.looking, note: "" });
export const UNKNOWN = /** @type {Headline} */ ({ state: "unknown", sentence: VERDICTS["unknown"], note: WORDS.trying });

/** Codes of a scan's answer that speak of the card itself, as the states they are. @type {Readonly<Record<string, State>>} */
const CARD_STATES = {
  "card-unknown": "unknown-card",
  "card-forged": "unknown-card",
  "card-key-unknown": "unknown-card",
  "not-registered": "unknown-card",
  "card-revoked": "refused",
  "card-blocked": "refused",
  suspended: "refused",
};

/** A quantity in its unit, «۵ قرص نان». @param {number} quantity @param {string} unit_fa */
export function amount(quantity, unit_fa) {
  return `${digits(quantity)} ${unit_fa}`.trim();
}

/** A desk's name on the screen: `d1` is «میز ۱». @param {string} desk */
export function deskName(desk) {
  if (desk === "") return WORDS.elsewhere;
  return `${WORDS.desk} ${digits(desk.replace(/^d(?=\d+$)/, ""))}`;
}

/** Since when a card may not be used. @param {number} since @param {number} now_ms both in ms of UTC */
export const sinceWords = (since, now_ms) => `${WORDS.since} ${momentWords(since, now_ms)}`;

/** A sentence, and under it since when that is so where somebody knows. @param {string} sentence @param {unknown} since ms of UTC @param {number} now_ms */
const dated = (sentence, since, now_ms) => (typeof since === "number" ? `${sentence}\n${sinceWords(since, now_ms)}` : sentence);

/** The second lines of a refusal: the earlier handout, then the next possible day and hour. @param {Why} why @param {number} now_ms */
export function whyNotes({ earlier, next_on, next_time, since, kept_until }, now_ms) {
  const notes = [];
  if (since) notes.push(sinceWords(since, now_ms));
  if (earlier?.site) notes.push(WORDS.elsewhere);
  else if (earlier) notes.push(`${momentWords(earlier.at, now_ms)}${WORDS.between}${deskName(earlier.desk)}`);
  const hour = next_time ? `${WORDS.between}${WORDS.hour} ${digits(next_time)}` : "";
  if (next_on) notes.push(`${WORDS.from} ${dayWords(next_on, dayOf(now_ms))}${hour}`);
  if (kept_until) notes.push(`${WORDS.upTo} ${dayWords(kept_until, dayOf(now_ms))}`);
  return notes;
}

/** A line of which nothing can be handed over now. @param {string} title @param {Why} why @param {number} now_ms @returns {RefusedView} */
export function refusedView(title, why, now_ms) {
  return { title, sentence: why.kept_until ? WORDS.stockKept : reasonSentence(why.reason ?? ""), notes: whyNotes(why, now_ms) };
}

/** Reasons that are the card's own: since when is known. */
const SINCE = ["card-revoked", "card-blocked", "suspended", "not-registered"];

/** A line with since when its card is in the way, where the card is. @template {Why} L @param {L} line @param {{ since?: number | null }} reply @returns {L} */
export const datedLine = (line, { since }) => (SINCE.includes(line.reason ?? "") ? { ...line, since } : line);

/** Reasons that hold for the whole card or the whole site, whatever the programme. */
const OF_THE_CARD = ["card-revoked", "card-blocked", "suspended", "not-registered", "day-not-open", "clock-suspect"];

/** The one reason why nothing at all is due, or null where each line has its own. @param {import("../wire.js").ScanReply} reply */
export function reasonOfCard({ due }) {
  const reason = due[0]?.reason ?? "";
  return OF_THE_CARD.includes(reason) && due.every((line) => line.reason === reason) ? reason : null;
}

/** The headline of a scan: whose card, or at once that nothing can be handed over. @param {import("../wire.js").ScanReply} reply @param {number} now_ms @returns {Headline} */
export function scanHeadline(reply, now_ms) {
  const size = reply.members.length;
  const label = reply.household === null ? WORDS.anonymous : digits(reply.label);
  const holder = size > 0 ? `${label}${WORDS.between}${digits(size)} ${WORDS.people}` : label;
  const reason = reasonOfCard(reply);
  if (reason) return { state: "refused", sentence: VERDICTS["refused"] ?? "", note: dated(reasonSentence(reason), reply.since, now_ms) };
  if (reply.due.some((line) => line.quantity > 0)) return { state: "due", sentence: holder, note: reply.blind ? WORDS.blind : "" };
  if (reply.due.length === 0) return { state: "refused", sentence: WORDS.nothingDue, note: holder };
  return { state: "refused", sentence: VERDICTS["refused"] ?? "", note: holder };
}

/** A member as told apart at a desk, without a name: «دختر ۳». @param {import("../wire.js").MemberView | undefined} member */
export function memberName(member) {
  return member ? `${WORDS[member.who] ?? WORDS.person} ${digits(member.ordinal)}` : WORDS.person;
}

/** The second lines of a handout: what is still to be done about it. @param {string[]} flags */
function flagNotes(flags = []) {
  return flags.flatMap((flag) => (Object.hasOwn(FLAGS, flag) ? [FLAGS[flag] ?? ""] : []));
}

/** The decisions of one handout; green as soon as one line is to be handed over. @param {import("../wire.js").HandoutReply} reply @param {Titles} titles @param {number} now_ms @param {readonly { handout_id: string, members: string[] }[]} [asked] @returns {HandoutView} */
export function handoutView(reply, titles, now_ms, asked = []) {
  const granted = [];
  const refused = [];
  for (const line of reply.lines) {
    const { title_fa = line.programme, unit_fa = "" } = titles[line.programme] ?? {};
    if (line.decision === "granted") granted.push({ title: title_fa, amount: amount(line.quantity, unit_fa), notes: flagNotes(line.flags), awaits: line.flags?.includes("second-missing") ? line.handout_id : null });
    else refused.push({ ...refusedView(title_fa, line, now_ms), exception: exceptionOfReply(line, asked) });
  }
  const state = granted.length > 0 ? "granted" : "refused";
  return { headline: { state, sentence: VERDICTS[state] ?? "", note: "" }, granted, refused };
}

/** What is handed over on this tablet's own word, until the site answers; the rest waits for it. @param {import("../wire.js").HandoutRequest} request @param {Titles} titles @param {readonly { programme: string }[]} [rest] @returns {HandoutView} */
export function storedView({ lines }, titles, rest = []) {
  const granted = lines.map(({ programme, quantity }) => {
    const { title_fa = programme, unit_fa = "" } = titles[programme] ?? {};
    return { title: title_fa, amount: amount(quantity, unit_fa), notes: [] };
  });
  const waiting = rest.map(({ programme }) => ({ title: titles[programme]?.title_fa ?? programme, sentence: VERDICTS["unknown"] ?? "", notes: [], waits: true }));
  // The list may be longer than the screen: what must not be handed over yet stands above it too.
  const note = waiting.length > 0 ? `${joined(...waiting.map((one) => one.title))}: ${VERDICTS["unknown"]}` : "";
  return { headline: { state: "stored", sentence: VERDICTS["stored"] ?? "", note }, granted, refused: waiting };
}

/** A view with what was handed over before it. @param {HandoutView} view @param {GrantedView[]} before @returns {HandoutView} */
export const withBefore = (view, before) => ({ ...view, granted: [...before, ...view.granted] });

/** The headline of an answer that is no decision; a card that was stopped says since when. @param {string} code @param {Readonly<Record<string, unknown>>} [facts] @param {number} [now_ms] @returns {Headline} */
export function problemHeadline(code, facts = {}, now_ms = 0) {
  const state = CARD_STATES[code] ?? "error";
  if (state === "unknown-card") return { state, sentence: VERDICTS["unknown-card"] ?? "", note: "" };
  if (state === "refused") return { state, sentence: VERDICTS["refused"] ?? "", note: dated(reasonSentence(code), facts["at"], now_ms) };
  return { state, sentence: errorSentence(code), note: "" };
}
