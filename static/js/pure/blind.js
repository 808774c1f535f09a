// @ts-check
/**
 * What may be handed over while the site cannot be asked: the rules it gave beforehand, and what this tablet
 * itself has given since. Pure: imports the periods that the site counts in; the caller brings the time.
 */

import { dayOf, minuteOfDay } from "./jalali.js";
import { countedDay, cycleOf } from "./period.js";

/** After so long a tablet knows no day any more; it counts beds and meals only, and those within half a day. */
export const KIT_HOLDS_MS = 20 * 3_600_000;
const SAME_NIGHT_MS = 12 * 3_600_000;

/**
 * @typedef {{ programme: string, title_fa: string, unit_fa: string, cycle: string, period?: import("./period.js").Period, most: number, on_cold_nights: boolean, excludes: string[] }} BlindProgramme
 * @typedef {{ kid: number, public: string }} Key
 * @typedef {{ suspended?: string[], serials?: Record<string, number>, reprinted_at?: Record<string, number>, blank?: Record<string, number | null>, practice_keys?: Key[], ended_keys?: Record<string, number> }} OfCards
 * @typedef {OfCards & { day: string | null, keys: Key[], stopped: string[], stopped_at?: Record<string, number | null>, programmes: BlindProgramme[], at: number }} Kit
 *   what the site said, and when (ms of the tablet's own clock); a kit of an older page has no prints, no blank cards and no ended keys
 * @typedef {{ card: string | null, proven: boolean, practice?: boolean, blocked?: { since: number | null } }} Holder the card,
 *   and whether its signature was checked; blocked: an old print, or its key was ended; practice: it counts nowhere
 * @typedef {{ card: string | null, programme: string, cycle: string | null, quantity: number, at: number }} Given one
 *   line that this tablet gave or may have given
 */

/** The tablet's clock, as the site is told of it. @param {number} now_ms */
export const clockAt = (now_ms) => ({ day: dayOf(now_ms), minute: minuteOfDay(now_ms) });

/** The period a programme counts in now: the site's own answer may be hours old, and the night's end passed since. @param {Kit} kit @param {BlindProgramme} one @param {number} now_ms */
export function cycleNow(kit, one, now_ms) {
  if (!one.period || kit.day === null) return one.cycle;
  const clock = clockAt(now_ms);
  return cycleOf(one.period, countedDay(one.period, { day: kit.day, clock_day: clock.day, minute: clock.minute }));
}

/** What may be given now at all, and to a card that nobody proved. @param {Kit} kit @param {Holder} holder @param {number} now_ms */
function open(kit, holder, now_ms) {
  const old = now_ms - kit.at > KIT_HOLDS_MS;
  return kit.programmes.filter((one) => one.on_cold_nights || holder.blocked || (!old && holder.proven));
}

/** Whether a line counts for a programme in its period. @param {Given} line @param {BlindProgramme} one @param {string} code @param {Kit} kit @param {number} now_ms */
function counts(line, one, code, kit, now_ms) {
  if (line.programme !== code) return false;
  if (now_ms - kit.at > KIT_HOLDS_MS) return now_ms - line.at < SAME_NIGHT_MS;
  return line.cycle === cycleNow(kit, one, now_ms) || (line.cycle === null && now_ms - line.at < SAME_NIGHT_MS);
}

/** How much of a programme is left, or why there is none. @param {Kit} kit @param {BlindProgramme} one @param {Given[]} given of this card @param {number} now_ms */
function left(kit, one, given, now_ms) {
  const rival = one.excludes.some((code) => given.some((line) => counts(line, one, code, kit, now_ms)));
  if (rival) return { quantity: 0, reason: "excluded-by-other" };
  const had = given.filter((line) => counts(line, one, one.programme, kit, now_ms));
  const quantity = Math.max(0, one.most - had.reduce((sum, line) => sum + line.quantity, 0));
  return { quantity, reason: quantity > 0 ? null : "already-collected" };
}

/** Why a card may not be used at all, and since when: what the site said of it, or of its print. @param {Kit} kit @param {Holder} holder */
export function haltOf(kit, { card, blocked }) {
  if (card !== null && kit.stopped.includes(card)) return { reason: kit.suspended?.includes(card) ? "suspended" : "card-revoked", since: kit.stopped_at?.[card] ?? null };
  return blocked ? { reason: "card-blocked", since: blocked.since } : null;
}

/** What the site said of this print of a card: it is older than the present one, or its key was ended. @param {Kit} kit @param {{ kid: number, card: string, serial: number }} print @returns {{ since: number | null } | null} */
export function blockOf(kit, { kid, card, serial }) {
  const ended = kit.ended_keys?.[kid];
  if (ended !== undefined) return { since: ended };
  const present = kit.serials?.[card];
  return present !== undefined && present !== serial ? { since: kit.reprinted_at?.[card] ?? null } : null;
}

/** Since when a card is nobody's; null where it is somebody's, as far as the site has said. @param {Kit} kit @param {Holder} holder */
export const blankSince = (kit, { card }) => (card !== null && kit.blank && Object.hasOwn(kit.blank, card) ? { since: kit.blank[card] ?? null } : null);

/**
 * What is due blind, in the form of the site's own answer; nobody and nothing of the household is known.
 *
 * A single programme is chosen with one piece; among several the operator says what is handed over.
 * @param {Kit} kit
 * @param {Holder} holder
 * @param {Given[]} all
 * @param {number} now_ms
 * @returns {import("../wire.js").DueLine[]}
 */
export function blindDue(kit, holder, all, now_ms) {
  const given = holder.card === null ? [] : all.filter((line) => line.card === holder.card);
  const found = open(kit, holder, now_ms);
  const halt = haltOf(kit, holder);
  const blank = blankSince(kit, holder);
  return found.map((one) => {
    const why = halt?.reason ?? (blank && !one.on_cold_nights ? "not-registered" : null);
    const { quantity, reason } = why ? { quantity: 0, reason: why } : left(kit, one, given, now_ms);
    const { programme, title_fa, unit_fa } = one;
    const cycle = cycleNow(kit, one, now_ms);
    const chosen = found.length === 1 ? Math.min(1, quantity) : 0;
    return { programme, title_fa, unit_fa, cycle, counts_for: "household", quantity, chosen, members: [], reason, earlier: null, next_on: null, next_time: null };
  });
}

/** Which lines may be given blind, each beside those before it: of two meals that exclude each other only the first. @template {{ programme: string, quantity: number }} L @param {Kit} kit @param {Holder} holder @param {readonly L[]} lines @param {Given[]} all @param {number} now_ms @returns {L[]} */
export function givable(kit, holder, lines, all, now_ms) {
  const given = [...all];
  return lines.filter(({ programme, quantity }) => {
    const due = blindDue(kit, holder, given, now_ms).find((one) => one.programme === programme);
    if (!due || due.quantity < quantity) return false;
    given.push({ card: holder.card, programme, cycle: due.cycle, quantity, at: now_ms });
    return true;
  });
}
