// @ts-check
/** Labelled fields, and the one way in which an act of the services is asked and answered. Imports dom and words. */

import { digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { daysAfter } from "../../pure/jalali.js";
import { SAID, problem } from "./words.js";

/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */

/** The queue of the desk itself. */
export const ALWAYS = "A";
let made = 0;
const FOLLOW_DAYS = [1, 3, 7, 14, 30];

/** A labelled field. @template {HTMLElement} T @param {string} word @param {T} input @returns {HTMLElement} */
export function field(word, input) {
  input.id ||= `service-${(made += 1)}`;
  return el("div", { class: "service-field" }, el("label", { for: input.id, text: word }), input);
}

/** A list to choose from. @param {readonly (readonly [string, string])[]} options */
export function select(options) {
  return /** @type {HTMLSelectElement} */ (el("select", {}, ...options.map(([value, text]) => el("option", { value, text }))));
}

/** A field to write in. @param {Record<string, string | number | boolean>} [given] */
export function input(given = {}) {
  return /** @type {HTMLInputElement} */ (el("input", { type: "text", autocomplete: "off", ...given }));
}

/** The day on which to ask again: none, or so many days on. @param {string} today */
export function followUp(today) {
  return select([["", SAID.followNone], ...FOLLOW_DAYS.map((n) => /** @type {const} */ ([daysAfter(today, n), fill(SAID.followIn, { n })]))]);
}

/** A ticket as people read it. @param {string} queue @param {number} number */
export const ticketWords = (queue, number) => `\u2066${queue}-${digits(number)}\u2069`;

/**
 * Asks; the button rests meanwhile, and what went wrong is said in its place.
 * @param {{ deps: PlaceDeps, said: HTMLElement, by?: HTMLButtonElement }} from
 * @param {() => Promise<Outcome>} send
 * @returns {Promise<any>} the answer, or null
 */
export async function asked({ deps, said, by }, send) {
  if (by) by.disabled = true;
  said.textContent = said.dataset["tone"] = "";
  const outcome = await send();
  if (by) by.disabled = false;
  if (deps.onLocked(outcome)) return null;
  if (outcome.kind === "answer") return outcome.value;
  said.textContent = problem(codeOf(outcome));
  return null;
}

/** The line in which an act's outcome is said. */
export const saidLine = () => el("p", { class: "service-said", role: "status" });
