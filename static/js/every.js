// @ts-check
/** Something done now and again, as long as the page is looked at. Imports nothing. */

/**
 * Does the work at once, then every so many milliseconds; a hidden page rests and catches up when it is shown.
 * @param {number} every_ms
 * @param {() => void} work
 * @returns {() => void} ends it
 */
export function every(every_ms, work) {
  const ifSeen = () => void (document.hidden || work());
  const timer = setInterval(ifSeen, every_ms);
  document.addEventListener("visibilitychange", ifSeen);
  work();
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", ifSeen);
  };
}
