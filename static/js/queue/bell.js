// @ts-check
/** Tells every window of this browser that what is kept has changed. Imports nothing. */

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("fieldpoint-queue") : null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** Something was kept, answered or forgotten, or is to be sent now. */
export function ring() {
  channel?.postMessage(null);
  for (const listener of listeners) listener();
}

/** Calls `listener` at each ring, of this window or of another. @param {() => void} listener */
export function onRing(listener) {
  listeners.add(listener);
}

channel?.addEventListener("message", () => {
  for (const listener of listeners) listener();
});
