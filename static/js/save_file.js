// @ts-check
/**
 * A list of the site becomes a file of the tablet: asked for with its progress, given to the browser's own saving, and
 * let go. It never lies in a cache or an address. Imports the reading of outcomes.
 */

import { readOutcome } from "./pure/outcome.js";

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */

const LET_GO_MS = 30_000;

/**
 * Fetches a file and saves it under its name; null where that was called off.
 * @param {string} path under the API's root
 * @param {string} name
 * @param {AbortSignal} over
 * @param {(bytes: number) => void} onBytes so much has come
 * @returns {Promise<Outcome | null>}
 */
export async function saveFile(path, name, over, onBytes) {
  try {
    const reply = await fetch(`/api/v1/${path}`, { signal: over, cache: "no-store", credentials: "same-origin", redirect: "error" });
    if (!reply.ok || !reply.body) return readOutcome(reply.status, await reply.json());
    const reader = reply.body.getReader();
    const parts = [];
    let bytes = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      onBytes((bytes += part.value.length));
    }
    give(new Blob(parts, { type: reply.headers.get("Content-Type") ?? "" }), name);
    return { kind: "answer", status: reply.status, value: { bytes } };
  } catch {
    return over.aborted ? null : { kind: "silence" };
  }
}

/** @param {Blob} file @param {string} name */
function give(file, name) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), LET_GO_MS);
}
