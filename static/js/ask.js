// @ts-check
/**
 * One request to the site: what changes something is signed by this tablet, for this start of the server.
 *
 * After a restart of the server, or when the tablet forgot its last numbers, the same request is signed
 * anew and sent once more; nobody sees it. Never throws. Imports the device and the reading of outcomes.
 */

import { readDevice, signedHeaders } from "./device.js";
import { practising } from "./practice/mode.js";
import { readOutcome } from "./pure/outcome.js";

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */
/** @typedef {"GET" | "POST" | "DELETE"} Method */

const PATIENCE_MS = 8000;
/** A browser sends by itself again what went into a line that was cut; then the site has seen that number. */
const SIGNED_ANEW = 3;
const UTF8 = new TextEncoder();
/** The running server's, as it said last; signatures for another are worthless. */
let start = "";

let answered = true;

/** The start of the server that spoke last, or "" before it did. */
export const knownStart = () => start;

/** Whether the last request was answered. */
export const siteAnswers = () => answered;

/**
 * The outcome of one request; silence when there was no answer in time.
 * @param {Method} method
 * @param {string} path under the API's root
 * @param {object} [body]
 * @param {{ signed?: boolean }} [how] a reading request may be signed too: it proves the tablet
 * @returns {Promise<Outcome>}
 */
export async function ask(method, path, body, { signed = method !== "GET" } = {}) {
  const request = { method, path: `/api/v1/${path}`, body: UTF8.encode(body ? JSON.stringify(body) : "") };
  let outcome = await send(request, signed, false);
  answered = outcome.kind !== "silence";
  if (!signed || outcome.kind !== "problem") return outcome;
  if (outcome.code === "stale-start") return send(request, true, false);
  for (let tries = 0; tries < SIGNED_ANEW && outcome.kind === "problem" && outcome.code === "request-replayed"; tries += 1) {
    outcome = await send(request, true, true);
  }
  return outcome;
}

/**
 * @param {{ method: string, path: string, body: Uint8Array<ArrayBuffer> }} request
 * @param {boolean} signed
 * @param {boolean} beyond the tablet forgot its last numbers
 * @returns {Promise<Outcome>}
 */
async function send(request, signed, beyond) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  const { method, path, body } = request;
  try {
    const reply = await fetch(path, {
      method,
      signal: abort.signal,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json", ...content(body), ...intent(method), ...(signed ? await proof(request, beyond) : {}) },
      ...(body.length > 0 ? { body } : {}),
    });
    const outcome = readOutcome(reply.status, reply.status === 204 ? {} : await reply.json());
    noteStart(outcome);
    return outcome;
  } catch {
    return { kind: "silence" };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Uint8Array} body @returns {Record<string, string>} */
const content = (body) => (body.length > 0 ? { "Content-Type": "application/json" } : {});

/** While people practise a page says so: what is meant for one desk is never written by the other. @param {string} method @returns {Record<string, string>} */
const intent = (method) => (method === "POST" && practising() ? { "Fieldpoint-Practice": "1" } : {});

/** @param {{ method: string, path: string, body: Uint8Array<ArrayBuffer> }} request @param {boolean} beyond @returns {Promise<Record<string, string>>} */
async function proof(request, beyond) {
  const device = await readDevice();
  return device ? signedHeaders(device, { ...request, start, beyond }) : {};
}

/** @param {Outcome} outcome */
function noteStart(outcome) {
  if (outcome.kind === "silence") return;
  const said = outcome.kind === "answer" ? outcome.value.start : outcome.facts["start"];
  if (typeof said === "string") start = said;
}
