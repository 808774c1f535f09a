// @ts-check
/** The same request again until it is answered, for acts that keep their id. Imports the meaning of outcomes. */

import { backoff_ms, outcomeUnknown } from "./pure/outcome.js";

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */

/** @param {number} ms @returns {Promise<void>} */
export function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * The first outcome that is an answer, a refusal of form or a lost session; silence when there was none in so many tries.
 * @param {() => Promise<Outcome>} send the same id each time
 * @param {number} [tries]
 * @returns {Promise<Outcome>}
 */
export async function insist(send, tries = 5) {
  for (let tried = 0; ; tried += 1) {
    const outcome = await send();
    const lost = outcome.kind === "problem" && outcome.status === 401;
    if (lost || !outcomeUnknown(outcome) || tried + 1 >= tries) return outcome;
    await wait(backoff_ms(tried));
  }
}

/** The code that an outcome without an answer is told by. @param {Outcome} outcome */
export function codeOf(outcome) {
  return outcome.kind === "problem" ? outcome.code : "no-answer";
}
