// @ts-check
/** From a household's id to its screen among the lead's. Imports the household's screen. */

import { readHousehold } from "../../api_register.js";
import { search } from "../../api_search.js";
import { codeOf } from "../../insist.js";
import { asFound } from "../../pure/register_view.js";
import { mountHousehold } from "../lead/household.js";

/** @typedef {import("../../wire_register.js").HouseholdRecord} HouseholdRecord */
/** @typedef {import("../../wire_search.js").HouseholdFound} HouseholdFound */

/**
 * Opens the household at one of its acts; `code` says why it could not.
 * @param {HTMLElement} root
 * @param {string | HouseholdRecord} given its id, or its record where that is known
 * @param {string} act the name of one of its acts
 * @param {import("../house.js").PlaceDeps} deps
 * @param {() => void} onBack
 * @returns {Promise<{ unmount: () => void, code: string | null }>}
 */
export async function openHousehold(root, given, act, deps, onBack) {
  const found = await find(given);
  if (typeof found === "string") return { unmount: () => {}, code: found };
  return { unmount: mountHousehold(root, found, deps, onBack, act), code: null };
}

/** As the search finds it by its code, which is counted as every look at people is. @param {string | HouseholdRecord} given @returns {Promise<HouseholdFound | string>} */
async function find(given) {
  const outcome = typeof given === "string" ? await readHousehold(given) : null;
  if (outcome && outcome.kind !== "answer") return codeOf(outcome);
  const record = typeof given === "string" ? /** @type {HouseholdRecord} */ (outcome?.value) : given;
  const asked = await search(record.code);
  const reply = asked.kind === "answer" ? /** @type {import("../../wire_search.js").SearchReply} */ (asked.value) : null;
  return reply?.households.find((one) => one.household === record.household) ?? asFound(record, "none");
}
