// @ts-check
/** Tells every window of this browser that what is kept has changed, or that the site answers again. Imports nothing. */

/** @typedef {"kept" | "back"} News */

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("fieldpoint-queue") : null;
/** @type {Set<(news: News) => void>} */
const listeners = new Set();

/** Something was kept, answered or forgotten, or is to be sent now; or the site is back. @param {News} [news] */
export function ring(news = "kept") {
  channel?.postMessage(news);
  hear(news);
}

/** Calls `listener` at each ring, of this window or of another, until it is let go. @param {(news: News) => void} listener @returns {() => void} */
export function onRing(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param {News} news */
function hear(news) {
  for (const listener of listeners) listener(news);
}

channel?.addEventListener("message", (event) => hear(event.data === "back" ? "back" : "kept"));
