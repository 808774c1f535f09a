// @ts-check
/** The status strip: day, unsent rows, the registry's line; asked for every 15 seconds. Imports dom, the bell and its words. */

import { find, say } from "../dom.js";
import { onRing } from "../queue/bell.js";
import { practising } from "../practice/mode.js";
import { deskName } from "../pure/decision_view.js";
import { statusView } from "../pure/status_view.js";

const EVERY_MS = 15_000;
/** The lead has switched practice from another tablet. */
const SWITCHED = /** @type {import("../pure/outcome.js").Outcome} */ ({ kind: "problem", status: 409, code: "practice-switched", facts: {} });

/**
 * Keeps the strip fresh until it is unmounted.
 * @param {ParentNode} root
 * @param {{ api: Pick<typeof import("../api.js"), "readStatus">, desk: string, onLocked: (outcome: import("../pure/outcome.js").Outcome) => boolean }} deps
 * @returns {{ refresh: () => Promise<void>, unmount: () => void }}
 */
export function mountStatus(root, { api, desk, onLocked }) {
  const strip = find(root, "#status", HTMLElement);
  say(strip, ".strip-desk", deskName(desk));
  let over = false;

  async function refresh() {
    const outcome = await api.readStatus();
    if (over) return;
    if (onLocked(outcome)) return;
    const status = outcome.kind === "answer" ? outcome.value : null;
    if (status && (status.practice ?? false) !== practising() && onLocked(SWITCHED)) return;
    const view = statusView(status);
    strip.dataset["link"] = view.link;
    if (status) {
      say(strip, ".strip-site", status.name_fa);
      say(strip, ".strip-day", view.day);
      say(strip, ".strip-unsent", view.unsent);
    }
    say(strip, ".strip-registry", view.registry);
  }

  const timer = setInterval(refresh, EVERY_MS);
  document.addEventListener("visibilitychange", refresh);
  // "No answer" must not stand there once the site answers.
  const letGo = onRing((news) => void (news === "back" && strip.dataset["link"] === "offline" && refresh()));
  refresh();
  return {
    refresh,
    unmount() {
      over = true;
      clearInterval(timer);
      letGo();
      document.removeEventListener("visibilitychange", refresh);
    },
  };
}
