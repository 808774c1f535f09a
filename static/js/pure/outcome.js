// @ts-check
/** What an answer of the site means for a handout: done, not done, or unknown. Pure: imports nothing. */

/**
 * @typedef {{ kind: "answer", status: number, value: any }} Answer
 * @typedef {{ kind: "problem", status: number, code: string, facts: Readonly<Record<string, unknown>> }} Problem
 *   RFC 9457, with the site's stable code and the facts beside it
 * @typedef {{ kind: "silence" }} Silence no answer, or none that the site wrote
 * @typedef {Answer | Problem | Silence} Outcome
 */

/** Statuses of a request that was not judged; the same request may be judged later. */
const NOT_JUDGED = [401, 408, 425, 429];

/**
 * The outcome of what came back; whatever the site did not write itself (a captive portal, a proxy) is silence.
 * @param {number} status
 * @param {unknown} body
 * @returns {Outcome}
 */
export function readOutcome(status, body) {
  if (typeof body !== "object" || body === null) return { kind: "silence" };
  if (status >= 200 && status < 300) return { kind: "answer", status, value: body };
  const code = /** @type {{ code?: unknown }} */ (body).code;
  return status >= 400 && typeof code === "string" ? { kind: "problem", status, code, facts: { ...body } } : { kind: "silence" };
}

/** Whether a handout may or may not have been written: no answer is not a no. @param {Outcome} outcome */
export function outcomeUnknown(outcome) {
  if (outcome.kind === "problem") return outcome.status >= 500 || NOT_JUDGED.includes(outcome.status);
  return outcome.kind === "silence";
}

/** Whether a reply decides exactly the lines that were asked, in their order; an admission is decided as a whole. @param {any} reply @param {{ handout_id: string }[]} lines */
export function decidesAll(reply, lines) {
  const decided = reply?.lines;
  if (Array.isArray(decided) && reply.result) return true;
  if (!Array.isArray(decided) || decided.length !== lines.length) return false;
  return lines.every((line, place) => decided[place]?.handout_id === line.handout_id);
}

/** How long to wait before the next try, in ms: 0.4 s, doubling to 5 s. @param {number} tries so far, from 0 */
export function backoff_ms(tries) {
  return Math.min(5000, 400 * 2 ** Math.min(tries, 10));
}
