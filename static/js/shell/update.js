// @ts-check
/**
 * The service worker of the shell: brought in, looked after, and replaced only when a person asks and no card
 * is being served. Imports the form of a script's address.
 */

import { scriptAddress } from "../script_address.js";

const SCRIPT = "/static/sw.js";
const LOOK_EVERY_MS = 15 * 60_000;
const REST_CHECK_MS = 400;

/** @typedef {{ take: () => void }} NewShell */

/**
 * Keeps the shell on this tablet; `onNew` hears of a newer one that waits, with the way to take it.
 *
 * Taking it waits until `atRest` says that nobody is served on this page, then reloads. Another window of the
 * same browser is told too and is never reloaded by itself.
 * @param {{ atRest: () => boolean, onNew: (shell: NewShell) => void }} deps
 */
export async function keepShell({ atRest, onNew }) {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(scriptAddress(SCRIPT), { scope: "/", updateViaCache: "none" });
  const atLoad = navigator.serviceWorker.controller;
  let wanted = false;

  const take = () => {
    wanted = true;
    const timer = setInterval(() => {
      if (!atRest()) return;
      clearInterval(timer);
      if (registration.waiting) registration.waiting.postMessage("take-over");
      else location.reload();
    }, REST_CHECK_MS);
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
    else if (atLoad) onNew({ take });
  });

  const tellIfWaiting = () => void (registration.waiting && navigator.serviceWorker.controller && onNew({ take }));
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => void (coming.state === "installed" && tellIfWaiting()));
  });
  tellIfWaiting();
  lookNowAndThen(registration);
}

/** Asks the site for a newer shell every quarter of an hour, and when the tablet wakes. @param {ServiceWorkerRegistration} registration */
function lookNowAndThen(registration) {
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_EVERY_MS);
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => void (document.visibilityState === "visible" && look()));
}
