// @ts-check
/** Where a screen leads when the site no longer lets it work. Pure: imports nothing but types. */

/** @typedef {"pair" | "sign-in" | "again"} WayOut again: the site is asked anew how it stands */

/** @type {Readonly<Record<string, WayOut>>} */
const WAYS = { "tablet-unknown": "pair", "signature-invalid": "pair", "session-missing": "sign-in" };

/**
 * The screen that mends a problem: pairing, signing in, or null for what only needs its sentence.
 *
 * Whatever was handed over and is not yet confirmed stays on the tablet on every one of these ways.
 * @param {import("./outcome.js").Outcome} outcome
 * @returns {WayOut | null}
 */
export function wayOut(outcome) {
  if (outcome.kind === "problem" && outcome.code === "practice-switched") return "again";
  if (outcome.kind !== "problem" || outcome.status !== 401) return null;
  return (Object.hasOwn(WAYS, outcome.code) ? WAYS[outcome.code] : undefined) ?? null;
}

/**
 * The first screen of a page that knows how the site stands to it.
 *
 * A tablet that was handed over while the site was silent may still have a session there: it stays shut.
 * @param {import("../wire_access.js").SessionView} session
 * @param {{ open_until: number } | null} device what this browser remembers of being a tablet
 * @returns {"first-lead" | "pair" | "pair-again" | "sign-in" | "work"}
 */
export function firstScreen({ tablet, operator, first_lead }, device) {
  if (first_lead) return "first-lead";
  if (!tablet || !device) return device ? "pair-again" : "pair";
  return operator && device.open_until > 0 ? "work" : "sign-in";
}
