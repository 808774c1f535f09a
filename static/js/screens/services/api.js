// @ts-check
/** The routes of the services. An act has an id of its own and is repeated with it until it is answered. Imports the one way to the site. */

import { ask } from "../../ask.js";
import { insist } from "../../insist.js";
import { newId } from "../../pending.js";

/** @param {string} path @param {object} said */
function act(path, said) {
  const body = { act_id: newId(), ...said };
  return insist(() => ask("POST", path, body));
}

export const readServices = () => ask("GET", "services");
/** @param {string} session */
export const readBooked = (session) => ask("GET", `service-sessions/${session}`);
export const readWaiting = () => ask("GET", "service-waiting");
export const readReminders = () => ask("GET", "service-reminders");
export const readCounts = () => ask("GET", "service-counts");
/** With every step and the number that was issued; for the lead. @param {string} id */
export const readCase = (id) => ask("GET", `service-cases/${id}`);
/** @param {{ text: string } | { household: string }} whose */
export const lookAt = (whose) => ask("POST", "service-looks", whose);
/** @param {object} plan */
export const planSession = (plan) => act("service-sessions", plan);
/** @param {object} wish */
export const openCase = (wish) => act("service-cases", wish);
/** @param {string} id @param {object} said */
export const takeStep = (id, said) => act(`service-cases/${id}/steps`, said);
/** @param {string} id @param {string} to @param {string} because */
export const goBack = (id, to, because) => act(`service-cases/${id}/returns`, { to, because });
/** @param {string} id */
export const tick = (id) => act("service-reminders", { case: id });
/** @param {string} queue */
export const drawTicket = (queue) => act("tickets", { queue });
/** @param {string} queue */
export const callNext = (queue) => act("ticket-calls", { queue });
/** @param {string} ticket @param {"call" | "again" | "away" | "done"} what */
export const moveTicket = (ticket, what) => act("ticket-moves", { ticket, act: what });
