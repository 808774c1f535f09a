// @ts-check
/**
 * Begins the tablet's own part for one window: the site with its stand-in, the sender, the count for the tray.
 * Imports the parts of the queue; the site's routes and the tray are brought in.
 */

import { onRing, ring } from "./bell.js";
import { link } from "./link.js";
import { askAgain, workAs } from "./queue.js";
import { startSender } from "./sender.js";
import { watchRound } from "./round.js";
import { Site } from "./site.js";
import * as store from "./store.js";
import { tryStuck } from "./stuck.js";
import { practising } from "../practice/mode.js";
import { QUIET_MS, heldLines } from "../pure/kept.js";

/** @typedef {typeof import("../api.js")} Api */
/** @typedef {ReturnType<typeof import("../shell/tray.js").mountTray>} Tray */

/** A tablet says so often that it is there, on screens too that ask for no status. */
const BEAT_MS = 20_000;
/** Whether somebody works here; without a session the site tells nothing. */
let working = false;

/**
 * The routes as the screens are to use them.
 * @param {Api} api
 * @param {Tray} tray
 */
export function startQueue(api, tray) {
  const site = new Site(api);
  site.onWarning = (code) => tray.tell(code);

  const count = async () => {
    const held = heldLines(await store.waiting(), Date.now());
    site.held = held.lines;
    tray.hold({ ...held, durable: (await navigator.storage?.persisted?.()) ?? false });
  };
  const recount = () => void count().catch(() => undefined);
  onRing(recount);
  onRing((news) => {
    if (news !== "back") return;
    link.believe();
    site.trusted = true;
  });
  setInterval(() => void ((working || site.held > 0) && performance.now() - site.asked_at > BEAT_MS && site.readStatus()), BEAT_MS / 4);
  setInterval(recount, QUIET_MS);
  recount();

  startSender({
    send: async (facts) => link.learn(await api.sendFacts(facts)),
    // What a site that was set back is told would stand where others have seen other rows: the lead's PIN comes first.
    mayTry: () => !link.away && site.trusted,
    shown: (receipts) => site.shown(receipts),
  });
  watchRound();
  // What the real desk kept is not asked as practice; it waits until that is over.
  onRing(() => void (practising() || askAgain(api.handOut).catch(() => undefined)));
  return { routes: { ...api, scan: site.scan, readStatus: site.readStatus } };
}

/** What waits is sent now, what was set aside too, and a silent site is asked at once. */
export function sendNow() {
  void tryStuck().catch(() => undefined);
  if (link.away) void link.ask();
}

/** Somebody works on this window, or nobody the site could name; what waited for that is sent. @param {string | null} operator */
export function startWork(operator) {
  working = true;
  workAs(operator);
  ring();
}
