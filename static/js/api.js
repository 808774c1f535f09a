// @ts-check
/**
 * The only file that speaks to the site: one function a route, each giving an outcome and never throwing.
 * Imports the reading of outcomes.
 */

import { readOutcome, outcomeUnknown } from "./pure/outcome.js";

export { outcomeUnknown };

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */

const PATIENCE_MS = 8000;

/**
 * The outcome of one request; silence when there was no answer in time.
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<Outcome>}
 */
export async function ask(method, path, body) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const reply = await fetch(`/api/v1/${path}`, {
      method,
      signal: abort.signal,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      headers: body ? { "Content-Type": "application/json", Accept: "application/json" } : { Accept: "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return readOutcome(reply.status, await reply.json());
  } catch {
    return { kind: "silence" };
  } finally {
    clearTimeout(timer);
  }
}

/** Turns the printed link's secret into a session. @param {string} secret */
export const openSession = (secret) => ask("POST", "session", { secret });

/** Which tablet and desk this browser is, or a 401. */
export const readSession = () => ask("GET", "session");

/** The holder of a card and all that is due. @param {string} text */
export const scan = (text) => ask("POST", "scans", { text });

/** Hands out the lines; the same ids get the same answer. @param {import("./wire.js").HandoutRequest} request */
export const handOut = (request) => ask("POST", "handouts", request);

/** The day, the unsent rows and the registry's line. */
export const readStatus = () => ask("GET", "status");
