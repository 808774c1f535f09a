// @ts-check
/** The screen stays lit while the page is looked at: a queue does not wait for a tablet to wake. Imports nothing. */

/** Asks for the screen again each time the page comes back into view; a tablet that cannot is left as it is. */
export function keepAwake() {
  const ask = () => void (document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => undefined));
  document.addEventListener("visibilitychange", ask);
  ask();
}
