// @ts-check
/**
 * One person after another: what was scanned or tapped becomes a request with ids of its own, and its answer a sentence.
 * A request without an answer is kept and sent again with the same ids. Imports the routes; draws nothing.
 */

import { fill, reasonSentence } from "../../words.js";
import { codeOf } from "../../insist.js";
import { admit, undoStay } from "../../api_shelter.js";
import { placeSaid } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

/** @typedef {import("../../wire_shelter.js").AdmissionReply} AdmissionReply */
/** @typedef {import("../../wire_shelter.js").AdmissionRequest} AdmissionRequest */
/** @typedef {{ state: "granted" | "refused" | "failed" | "saving" | "idle", said: string, more: string[], stay?: string, full?: boolean, bare?: boolean, again?: AdmissionRequest }} Verdict bare: the same without a card may be offered */
/** @typedef {{ text: string | null, programmes: string[], section?: string, hold?: string }} Asked */

/** The request of one person, numbered on this tablet; null where nothing can be kept. @param {import("../house.js").PlaceDeps} deps @param {Asked} asked @returns {Promise<AdmissionRequest | null>} */
export async function requestOf({ pending, session }, { text, programmes, section, hold }) {
  const lines = [];
  for (const programme of programmes) {
    const tseq = await pending.takeNumber(session.tab).catch(() => null);
    if (tseq === null) return null;
    lines.push({ handout_id: pending.newId(), tseq, programme, quantity: 1 });
  }
  return { text, lines, ...(section ? { section } : {}), ...(hold ? { hold } : {}) };
}

/** What came of a request. @param {import("../house.js").PlaceDeps} deps @param {AdmissionRequest} request @param {Record<string, string>} titles @returns {Promise<Verdict>} */
export async function send({ onLocked }, request, titles) {
  const outcome = await admit(request);
  if (outcome.kind === "answer") return verdictOf(/** @type {AdmissionReply} */ (outcome.value), request, titles);
  if (onLocked(outcome)) return { state: "idle", said: "", more: [] };
  const code = codeOf(outcome);
  if (code === "no-answer") return { state: "failed", said: NIGHT.unknown, more: [], again: request };
  return { state: "failed", said: nightSentence(code), more: [], bare: request.text !== null };
}

/** The answer in words. @param {AdmissionReply} reply @param {AdmissionRequest} request @param {Record<string, string>} titles @returns {Verdict} */
function verdictOf({ result, stay, instead_of, lines }, request, titles) {
  if (result === "full") return { state: "refused", said: NIGHT.full, more: [], full: true };
  if (result === "refused") return { state: "refused", said: reasonSentence(lines[0]?.reason ?? ""), more: [], bare: request.text !== null };
  const place = stay ? placeSaid(stay) : NIGHT.aBed;
  const missed = lines.filter((line) => line.decision === "refused").map((line) => fill(NIGHT.notHad, { title: titles[line.programme] ?? line.programme }));
  const more = [...(instead_of === null ? [] : [fill(NIGHT.insteadOf, { n: instead_of })]), ...missed];
  const undoable = result === "admitted" && stay ? { stay: stay.stay } : {};
  return { state: "granted", said: fill(NIGHT[result], { place }), more, ...undoable };
}

/** The last admission is taken back. @param {import("../house.js").PlaceDeps} deps @param {string} stay @returns {Promise<Verdict>} */
export async function takeBack({ pending, onLocked }, stay) {
  const outcome = await undoStay(pending.newId(), stay);
  if (outcome.kind === "answer") return { state: "idle", said: NIGHT.undone, more: [] };
  return { state: "failed", said: onLocked(outcome) ? "" : nightSentence(codeOf(outcome)), more: [], stay };
}
