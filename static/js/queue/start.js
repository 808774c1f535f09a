// @ts-check
/**
 * Begins the tablet's own part for one window: the site with its stand-in, the sender, the count for the tray.
 * Imports the parts of the queue; the site's routes and the tray are brought in.
 */

import { onRing, ring } from "./bell.js";
import { link } from "./link.js";
import { askAgain, tryStuck } from "./queue.js";
import { startSender } from "./sender.js";
import { Site } from "./site.js";
import * as store from "./store.js";
import { QUIET_MS, heldLines } from "../pure/kept.js";

/** @typedef {typeof import("../api.js")} Api */
/** @typedef {ReturnType<typeof import("../shell/tray.js").mountTray>} Tray */

/** Somebody said that it is to be sent, though the site was set back. */
let insisted = false;

/** As long as a session lives on the site. */
const SESSION_MS = 10 * 3_600_000;

/**
 * The routes as the screens are to use them, and the tablet's memory of who it is.
 * @param {Api} api
 * @param {Tray} tray
 */
export function startQueue(api, tray) {
  const site = new Site(api);
  let rolledBack = false;
  site.onWarning = (code) => {
    rolledBack = code !== null;
    tray.tell(code);
    ring();
  };

  const count = async () => {
    const held = heldLines(await store.waiting(), Date.now());
    site.held = held.lines;
    tray.hold({ ...held, durable: (await navigator.storage?.persisted?.()) ?? false });
  };
  const recount = () => void count().catch(() => undefined);
  onRing(recount);
  setInterval(recount, QUIET_MS);
  recount();

  startSender({
    send: async (facts) => link.learn(await api.sendFacts(facts)),
    // What a site that was set back is told would be written after rows that others have seen otherwise.
    mayTry: () => !link.away && (!rolledBack || insisted),
    shown: (receipts) => site.shown(receipts),
  });
  onRing(() => void askAgain(api.handOut).catch(() => undefined));
  return {
    routes: { ...api, scan: site.scan, readStatus: site.readStatus },
    sendNow,
  };
}

/** What waits is sent now, what was set aside too, and a silent site is asked at once. */
export function sendNow() {
  insisted = true;
  void tryStuck().catch(() => undefined);
  if (link.away) void link.probe();
}

/** Keeps who this tablet is, for a start without the site; what waited for somebody to sign in is sent. @param {import("../wire.js").SessionReply} session */
export function rememberSession(session) {
  void store.learn("session", () => ({ session, at: Date.now() })).catch(() => undefined);
  ring();
}

/** The session is over. */
export function forgetSession() {
  void store.learn("session", () => undefined).catch(() => undefined);
}

/** Who this tablet was when the site last said so, within a session's time; null otherwise. @returns {Promise<import("../wire.js").SessionReply | null>} */
export async function rememberedSession() {
  const found = await store.known("session").catch(() => undefined);
  const age_ms = Date.now() - (found?.at ?? 0);
  return found && age_ms >= 0 && age_ms < SESSION_MS ? found.session : null;
}
