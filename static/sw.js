// @ts-check
/**
 * Keeps the page's shell, so that it starts and reloads with the server down.
 *
 * The server puts the shell's list before this text (fieldpoint/web/pages.py): a changed file is a changed
 * script, and browsers notice. A new shell is brought whole beside the old one and waits until the page asks
 * for it. Only the files of that list are ever kept: no answer of the API, no card's page, nothing of people.
 *
 * Beside the shell stand files that few tablets need, and those without the server too: whoever opened them once has
 * them from then on.
 */

const worker = /** @type {ServiceWorkerGlobalScope & { SHELL: { version: string, files: Record<string, string>, opened: Record<string, string> } }} */ (/** @type {unknown} */ (self));
const PREFIX = "fieldpoint-shell-";
const FILES = new Map(Object.entries(worker.SHELL.files));
const OPENED = new Map(Object.entries(worker.SHELL.opened));
const OWN = PREFIX + worker.SHELL.version;

/** One file as the list wants it, or a failure: a shell is whole or is not there. @param {string} path @param {string} etag */
async function bring(path, etag) {
  const held = await caches.match(path);
  if (held?.headers.get("ETag") === etag) return held;
  const reply = await fetch(path, { cache: "no-cache", credentials: "omit", redirect: "error" });
  if (!reply.ok || reply.headers.get("ETag") !== etag) throw new Error("shell");
  return reply;
}

async function fill() {
  const shell = await caches.open(OWN);
  try {
    const held = await Promise.all([...OPENED].map(async (one) => ((await caches.match(one[0])) ? [one] : [])));
    await Promise.all([...FILES, ...held.flat()].map(async ([path, etag]) => shell.put(path, await bring(path, etag))));
  } catch (fault) {
    await caches.delete(OWN);
    throw fault;
  }
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== OWN).map((name) => caches.delete(name)));
}

/** @param {string} path @param {Request} request */
async function fromShell(path, request) {
  const shell = await caches.open(OWN);
  return (await shell.match(path)) ?? fetch(request);
}

/** The files beside the shell are kept as well, as far as they come; a screen that was opened asks for it. */
async function keepOpened() {
  const shell = await caches.open(OWN);
  await Promise.allSettled([...OPENED].map(async ([path, etag]) => shell.put(path, await bring(path, etag))));
}

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") worker.skipWaiting();
  if (event.data === "keep-opened") event.waitUntil(keepOpened());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin || !(FILES.has(pathname) || OPENED.has(pathname))) return;
  if (pathname === "/" && request.mode !== "navigate") return;
  event.respondWith(fromShell(pathname, request));
});
