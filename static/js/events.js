// @ts-check
/** A stream of events of the site. Imports nothing. */

/**
 * Gives each event of a stream until it ends or the wait is called off; no answer ends it too.
 *
 * Read through fetch: an EventSource can be given neither a way to stop for good nor an answer's problem.
 * @template T
 * @param {string} path under the API's root
 * @param {AbortSignal} over
 * @param {(stands: T) => void} onStands
 */
export async function followEvents(path, over, onStands) {
  try {
    const reply = await fetch(`/api/v1/${path}`, { signal: over, cache: "no-store", headers: { Accept: "text/event-stream" } });
    if (!reply.ok || !reply.body) return;
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (held + part.value).split(/\r?\n\r?\n/);
      held = events.pop() ?? "";
      for (const event of events) {
        const told = /^data: (.*)$/m.exec(event);
        if (told?.[1]) onStands(JSON.parse(told[1]));
      }
    }
  } catch {
    // Whoever watches asks again how it stands.
  }
}
