// @ts-check
/**
 * Who may do what here: pairing this tablet, signing in and out, and what a lead does with people and
 * tablets. One function a route; codes and PINs travel in bodies only. Imports the asking and the device.
 */

import { ask, knownStart } from "./ask.js";
import { keepDevice, newKeys, noteHeld, pairingProof, readDevice } from "./device.js";

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */
/** @typedef {import("./wire_access.js").SessionView} SessionView */

const AGAIN_MS = 5000;

/**
 * How the site stands to this browser; a paired tablet proves itself, if need be twice, for the first
 * answer says which start of the server it must be proven to.
 * @returns {Promise<Outcome>}
 */
export async function readSession() {
  const paired = (await readDevice()) !== null;
  const proven_to = knownStart();
  const outcome = await ask("GET", "session", undefined, { signed: paired && proven_to !== "" });
  const again = paired && outcome.kind === "answer" && outcome.value.start !== proven_to;
  return again ? ask("GET", "session", undefined, { signed: true }) : outcome;
}

/** How the site stands to this browser, as soon as it answers. @returns {Promise<SessionView>} */
export async function sessionWhenThere() {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    const outcome = await readSession();
    if (outcome.kind === "answer") return outcome.value;
  }
}

/**
 * Makes this browser a tablet of the site with a fresh key; kept before the answer is given.
 * @param {string} code
 * @param {string} tablet_name
 */
export const pair = (code, tablet_name) => enrol("tablets", code, { tablet_name });

/**
 * Makes the first lead and this tablet together; the answer's session is his.
 * @param {string} code
 * @param {{ name: string, pin: string, tablet_name: string }} lead
 */
export const makeFirstLead = (code, lead) => enrol("first-leads", code, lead);

/** @param {string} path @param {string} code @param {object} said @returns {Promise<Outcome>} */
async function enrol(path, code, said) {
  const keys = await newKeys();
  const outcome = await ask("POST", path, { code, ...said, ...(await pairingProof(keys, code)) }, { signed: false });
  if (outcome.kind !== "answer") return outcome;
  const { tablet, site } = outcome.value;
  await keepDevice({ tablet, site, desk: "", keys, open_until: 0 });
  return outcome;
}

/** Signs somebody in on this tablet. @param {string} name @param {string} pin */
export const signIn = (name, pin) => ask("POST", "sessions", { name, pin });

/** Ends the session here, and at the site if it answers; without it the session ends there by itself. */
export async function signOut() {
  await noteHeld(false);
  return ask("DELETE", "sessions");
}

/** A one-time code for another tablet, with its QR. */
export const makePairing = () => ask("POST", "pairings", {});

export const readTablets = () => ask("GET", "tablets");

/** From the next request on this tablet is nobody's. @param {string} tablet */
export const revokeTablet = (tablet) => ask("POST", `tablets/${tablet}/revocations`, {});

/** @param {string} tablet @param {string} tablet_name */
export const renameTablet = (tablet, tablet_name) => ask("POST", `tablets/${tablet}/names`, { tablet_name });

export const readOperators = () => ask("GET", "operators");

/** Takes somebody in; the answer holds the PIN, for the only time. @param {string} name @param {import("./wire_access.js").Role} role */
export const addOperator = (name, role) => ask("POST", "operators", { name, role });

/** A new PIN, which also opens a lock; the answer holds it, for the only time. @param {string} operator */
export const newPin = (operator) => ask("POST", `operators/${operator}/pins`, {});

/** From the next request on this person has another role, and signs in anew. @param {string} operator @param {import("./wire_access.js").Role} role */
export const changeRole = (operator, role) => ask("POST", `operators/${operator}/roles`, { role });

/** From the next request on an operator may do what is the lead's otherwise, or no more. @param {string} operator @param {"register"} right @param {boolean} on */
export const grantRight = (operator, right, on) => ask("POST", `operators/${operator}/rights`, { right, on });

/** From the next request on this person can do nothing here. @param {string} operator */
export const revokeOperator = (operator) => ask("POST", `operators/${operator}/revocations`, {});
