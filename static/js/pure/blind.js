// @ts-check
/**
 * What may be handed over while the site cannot be asked: the rules it gave beforehand, and what this tablet
 * itself has given since. Pure: imports nothing but types; the caller brings the time.
 */

/** After so long a tablet knows no day any more; it counts beds and meals only, and those within half a day. */
export const KIT_HOLDS_MS = 20 * 3_600_000;
const SAME_NIGHT_MS = 12 * 3_600_000;

/**
 * @typedef {{ programme: string, title_fa: string, unit_fa: string, cycle: string, most: number, on_cold_nights: boolean, excludes: string[] }} BlindProgramme
 * @typedef {{ day: string | null, keys: { kid: number, public: string }[], stopped: string[], programmes: BlindProgramme[], at: number }} Kit
 *   what the site said, and when (ms of the tablet's own clock)
 * @typedef {{ card: string | null, proven: boolean }} Holder the card, and whether its signature was checked
 * @typedef {{ card: string | null, programme: string, cycle: string | null, quantity: number, at: number }} Given one
 *   line that this tablet gave or may have given
 */

/** What may be given now at all, and to a card that nobody proved. @param {Kit} kit @param {Holder} holder @param {number} now_ms */
function open(kit, holder, now_ms) {
  const old = now_ms - kit.at > KIT_HOLDS_MS;
  return kit.programmes.filter((one) => one.on_cold_nights || (!old && holder.proven));
}

/** Whether a line counts for a programme in its period. @param {Given} line @param {BlindProgramme} one @param {string} code @param {Kit} kit @param {number} now_ms */
function counts(line, one, code, kit, now_ms) {
  if (line.programme !== code) return false;
  if (now_ms - kit.at > KIT_HOLDS_MS) return now_ms - line.at < SAME_NIGHT_MS;
  return line.cycle === one.cycle || (line.cycle === null && now_ms - line.at < SAME_NIGHT_MS);
}

/** How much of a programme is left, or why there is none. @param {Kit} kit @param {BlindProgramme} one @param {Given[]} given of this card @param {number} now_ms */
function left(kit, one, given, now_ms) {
  const rival = one.excludes.some((code) => given.some((line) => counts(line, one, code, kit, now_ms)));
  if (rival) return { quantity: 0, reason: "excluded-by-other" };
  const had = given.filter((line) => counts(line, one, one.programme, kit, now_ms));
  const quantity = Math.max(0, one.most - had.reduce((sum, line) => sum + line.quantity, 0));
  return { quantity, reason: quantity > 0 ? null : "already-collected" };
}

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
  const stopped = holder.card !== null && kit.stopped.includes(holder.card);
  const found = open(kit, holder, now_ms);
  return found.map((one) => {
    const { quantity, reason } = stopped ? { quantity: 0, reason: "card-revoked" } : left(kit, one, given, now_ms);
    const { programme, title_fa, unit_fa, cycle } = one;
    const chosen = found.length === 1 ? Math.min(1, quantity) : 0;
    return { programme, title_fa, unit_fa, cycle, counts_for: "household", quantity, chosen, members: [], reason, earlier: null, next_on: null, next_time: null };
  });
}

/** Whether every line may be given blind. @param {Kit} kit @param {Holder} holder @param {{ programme: string, quantity: number }[]} lines @param {Given[]} all @param {number} now_ms */
export function mayGive(kit, holder, lines, all, now_ms) {
  const due = blindDue(kit, holder, all, now_ms);
  return lines.every((line) => (due.find((one) => one.programme === line.programme)?.quantity ?? 0) >= line.quantity);
}
