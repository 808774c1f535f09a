// @ts-check
/**
 * One person after another: what was scanned or tapped is kept on this tablet with ids of its own, then sent, and what
 * came of it is a sentence. While the site gives no answer the tablet admits by itself, and no bed is promised.
 * Imports the kept requests, the routes and the link; draws nothing.
 */

import { errorSentence, fill, reasonSentence } from "../../words.js";
import { codeOf, wait } from "../../insist.js";
import { undoStay } from "../../api_shelter.js";
import { practising } from "../../practice/mode.js";
import { link } from "../../queue/link.js";
import { placeSaid } from "./parts.js";
import { NIGHT, nightSentence } from "./words.js";

/** @typedef {import("../../wire_shelter.js").AdmissionReply} AdmissionReply */
/** @typedef {import("../../pending.js").Kept} Kept */
/** @typedef {{ state: "granted" | "stored" | "refused" | "failed" | "saving" | "idle", said: string, more: string[], stay?: string, kept?: Kept, full?: boolean, bare?: boolean }} Verdict kept: it may be taken back on this tablet; bare: the same without a card may be offered */
/** @typedef {{ text: string | null, programme: string, meals: { programme: string, title_fa: string, unit_fa: string }[], section?: string, hold?: string }} Asked */
/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */

/** Somebody is admitted, or hears why not. @param {PlaceDeps} deps @param {Asked} asked @returns {Promise<Verdict>} */
export async function admitOne(deps, asked) {
  const { api, pending, session, onLocked } = deps;
  const barred = await lookBlind(api, asked);
  if (barred) return barred;
  const lines = [asked.programme, ...asked.meals.map((one) => one.programme)].map((programme) => ({ programme, quantity: 1, members: [] }));
  const night = { ...(asked.section ? { section: asked.section } : {}), ...(asked.hold ? { hold: asked.hold } : {}) };
  const kept = await pending.keep(session.tab, asked.text, lines, {}, false, night).catch(() => null);
  if (!kept) return { state: "failed", said: errorSentence("storage-missing"), more: [] };
  const found = await pending.deliver(session.tab, kept, { send: api.handOut, wait });
  if (found.kind === "answer") return verdictOf(/** @type {AdmissionReply} */ (found.value), asked);
  if (found.kind === "stored") return storedOf(found.fact ?? kept, asked);
  if (onLocked(found)) return { state: "idle", said: "", more: [] };
  if (found.kind === "silence") return { state: "failed", said: NIGHT.unknown, more: [NIGHT.keptHere] };
  return { state: "failed", said: nightSentence(codeOf(found)), more: [], bare: asked.text !== null };
}

/** Why this tablet does not admit a card by itself, or null; a site that answers is asked with the admission. @param {PlaceDeps["api"]} api @param {Asked} asked @returns {Promise<Verdict | null>} */
async function lookBlind(api, { text, programme }) {
  if (text === null || !link.away || practising()) return null;
  const seen = await api.scan(text);
  if (seen.kind === "silence") return { state: "failed", said: errorSentence("no-answer"), more: [], bare: true };
  if (seen.kind === "problem") return { state: "failed", said: nightSentence(seen.code), more: [], bare: true };
  if (!seen.value.blind) return null;
  const bed = /** @type {import("../../wire.js").DueLine[]} */ (seen.value.due).find((one) => one.programme === programme);
  if (bed && bed.quantity > 0) return null;
  if (bed?.reason === "already-collected") return { state: "granted", said: NIGHT.hereBlind, more: [] };
  return { state: "refused", said: bed?.reason ? reasonSentence(bed.reason) : errorSentence("no-answer"), more: [], bare: true };
}

/** Admitted on this tablet's own word. @param {Kept} kept @param {Asked} asked @returns {Verdict} */
function storedOf(kept, { meals }) {
  const given = kept.request.lines.map((line) => line.programme);
  const missed = meals.filter((one) => !given.includes(one.programme)).map((one) => fill(NIGHT.notHad, { title: one.title_fa }));
  return { state: "stored", said: NIGHT.stored, more: [NIGHT.bedLater, ...missed], kept };
}

/** The answer in words. @param {AdmissionReply} reply @param {Asked} asked @returns {Verdict} */
function verdictOf({ result, stay, instead_of, lines }, { text, meals }) {
  if (result === "full") return { state: "refused", said: NIGHT.full, more: [], full: true };
  if (result === "refused") return { state: "refused", said: reasonSentence(lines[0]?.reason ?? ""), more: [], bare: text !== null };
  const place = stay ? placeSaid(stay) : NIGHT.aBed;
  const titles = Object.fromEntries(meals.map((one) => [one.programme, one.title_fa]));
  const missed = lines.filter((line) => line.decision === "refused").map((line) => fill(NIGHT.notHad, { title: titles[line.programme] ?? line.programme }));
  const more = [...(instead_of === null ? [] : [fill(NIGHT.insteadOf, { n: instead_of })]), ...missed];
  const undoable = result === "admitted" && stay ? { stay: stay.stay } : {};
  return { state: "granted", said: fill(NIGHT[result], { place }), more, ...undoable };
}

/** The last admission is taken back, on this tablet or at the site. @param {PlaceDeps} deps @param {Verdict} last @returns {Promise<Verdict>} */
export async function takeBack({ pending, session, onLocked }, { stay, kept }) {
  const rows = kept ? await pending.takeBackKept(session.tab, kept) : stay ? [stay] : null;
  const bed = rows === true ? null : rows?.[0];
  const outcome = bed ? await undoStay(pending.newId(), bed) : null;
  if (rows === true || outcome?.kind === "answer") return { state: "idle", said: NIGHT.undone, more: [] };
  if (!outcome) return { state: "failed", said: nightSentence("void-needs-lead"), more: [] };
  return { state: "failed", said: onLocked(outcome) ? "" : nightSentence(codeOf(outcome)), more: [], stay: bed ?? "" };
}
