// @ts-check
/** Which refused line a lead's word may still give, and as what. Pure: imports nothing but types. */

/**
 * @typedef {object} Exception a line that is not given now, and might be on a lead's word
 * @property {"override" | "collector"} kind against the rules; or to somebody who collects this once
 * @property {string} programme
 * @property {boolean} second whether another person must confirm it afterwards
 * @property {boolean} counts_members
 * @property {string[]} members who may be meant
 * @property {number} quantity as it is proposed
 * @property {string | null} ref the refused line, where it was asked for already
 */

const OF_COLLECTOR = "collector-not-registered";

/** @param {{ reason: string | null, override?: string }} line @returns {Exception["kind"] | null} */
function kindOf({ reason, override = "none" }) {
  if (reason === OF_COLLECTOR) return "collector";
  return reason !== null && override !== "none" ? "override" : null;
}

/** What a lead's word might give of a line that a look showed. @param {import("../wire.js").DueLine} due @returns {Exception | null} */
export function exceptionOfDue(due) {
  const kind = kindOf(due);
  if (kind === null) return null;
  const members = due.members.filter((one) => one.reason !== "not-in-audience").map((one) => one.person);
  const counts_members = due.counts_for === "member";
  return {
    kind,
    programme: due.programme,
    second: kind === "override" && due.override === "lead-and-second",
    counts_members,
    members: counts_members && members.length === 0 ? due.members.map((one) => one.person) : members,
    quantity: counts_members ? Math.max(1, members.length) : 1,
    ref: null,
  };
}

/** What a lead's word might give of a line that was asked for and refused. @param {import("../wire.js").LineReply} line @param {readonly { handout_id: string, members: string[] }[]} asked @returns {Exception | null} */
export function exceptionOfReply(line, asked) {
  const kind = line.decision === "refused" ? kindOf(line) : null;
  if (kind === null) return null;
  const members = asked.find((one) => one.handout_id === line.handout_id)?.members ?? [];
  const { programme, quantity, handout_id } = line;
  return { kind, programme, second: kind === "override" && line.override === "lead-and-second", counts_members: members.length > 0, members, quantity, ref: handout_id };
}

/** Whether it matters who stands at the desk: for something that is due, or would be to somebody else. @param {import("../wire.js").ScanReply} reply */
export function asksCollector(reply) {
  return reply.household !== null && reply.due.some((due) => due.asks_collector === true && (due.quantity > 0 || due.reason === OF_COLLECTOR));
}

/** The line that is given on the lead's word. @param {Exception} exception @param {{ quantity: number, members: string[] }} chosen @param {{ ref: string | null, collector: string | null }} said @returns {import("../pending.js").ChosenLine} */
export function exceptionLine({ kind, programme }, { quantity, members }, { ref, collector }) {
  const line = { programme, quantity, members, ...(collector ? { collector } : {}) };
  if (kind === "override") return ref ? { ...line, overrides: ref } : line;
  return { ...line, one_time_alternate: true, ...(ref ? { approved: ref } : {}) };
}
