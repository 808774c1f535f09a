// @ts-check
/**
 * The way into the page and out of it: which screen comes first, what signing in and handing over do.
 *
 * The first screen is the site's answer; without one, a tablet in use goes on offline. The work is brought in. Imports the gates.
 */

import * as access from "./access.js";
import { noteHeld, readDevice } from "./device.js";
import { Gates } from "./gates.js";
import { watchIdle } from "./idle_watch.js";
import { markPractice } from "./practice/banner.js";
import { codeOfFragment } from "./pure/pairing_code.js";
import { firstScreen, wayOut } from "./pure/way_out.js";
import { WORDS, digits, errorSentence } from "./words.js";

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */
/** @typedef {import("./gates.js").Way} Way */
/** @typedef {{ openWork: (work: import("./gates.js").Work) => () => void, unsent: () => Promise<number>, leave: () => Promise<number> }} EntryDeps leave: a shift is over, and with it the round; what is unsent */

export class Entry {
  #session = /** @type {import("./wire_access.js").SessionView | null} */ (null);
  /** Counts the screens in somebody's hands, so that a late answer to an earlier one shuts none. */
  #turn = 0;
  /** Other windows of this tablet, which are in the same hands. */
  #windows = new BroadcastChannel("fieldpoint-entry");

  /** @param {HTMLElement} root @param {EntryDeps} deps */
  constructor(root, deps) {
    this.deps = deps;
    this.gates = new Gates(root);
    this.#windows.onmessage = () => void this.begin();
  }

  /** Shows the first screen; a code in the address is taken and gone from there. */
  async begin() {
    const brought = codeOfFragment(location.hash);
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    if (!isSecureContext) return this.gates.plain();
    if (brought?.purpose === "first") return this.gates.firstLead(brought.code, () => this.#signedIn());
    if (brought) return this.#pair(WORDS.pairTitle, brought.code);
    const outcome = await access.readSession();
    if (outcome.kind === "answer") return this.#follow(outcome.value);
    if (outcome.kind === "silence" && (await this.#goOnOffline())) return;
    this.gates.notice(errorSentence(outcome.kind === "problem" ? outcome.code : "no-answer"), () => this.begin());
  }

  /** @param {import("./wire_access.js").SessionView} session */
  async #follow(session) {
    if (!markPractice(session.practice)) return;
    this.#session = session;
    const device = await readDevice();
    const screen = firstScreen(session, device);
    if (screen === "first-lead") return this.gates.firstLead(null, () => this.#signedIn());
    if (screen === "pair") return this.#pair(WORDS.pairTitle);
    if (screen === "pair-again") return this.#pair(errorSentence("tablet-unknown"));
    if (screen === "sign-in") return this.#askWho([]);
    await noteHeld(true, session.desk ?? "");
    this.#openWork({ tab: session.tablet ?? "", desk: session.desk ?? "" });
  }

  /** Whether a tablet that was in use goes on without the site, until the site is there again. */
  async #goOnOffline() {
    const device = await readDevice();
    if (!device || device.open_until < Date.now()) return false;
    if (!markPractice(false)) return true;
    this.#session = null;
    this.#openWork({ tab: device.tablet, desk: device.desk });
    access.sessionWhenThere().then((session) => void (this.#session || this.#follow(session)));
    return true;
  }

  /** @param {import("./wire.js").SessionReply} session */
  #openWork(session) {
    const operator = this.#session?.operator ?? null;
    // A browser under pressure forgets what is not asked to be kept: the key and unanswered handouts are.
    navigator.storage?.persist?.().catch(() => false);
    const { onLocked, watch } = this.#held();
    const onWay = (/** @type {Way} */ way) => this.#go(way, () => this.#openWork(session));
    const work = { session, operator, onLocked, onWay, touch: watch.touch };
    this.gates.show(() => this.deps.openWork(work), watch.stop);
  }

  /** @param {Way} way @param {() => void} onBack */
  #go(way, onBack) {
    if (way === "hand-over") return void this.#handOver([]);
    if (way === "end-shift") return void this.#endShift();
    const { onLocked, watch } = this.#held();
    this.gates.list(way, { session: this.#session, onLocked, onBack }, watch.stop);
  }

  /** What every screen in somebody's hands has: the watch over idleness, and the way out. */
  #held() {
    const turn = (this.#turn += 1);
    const watch = watchIdle(() => this.#handOver([WORDS.lockedIdle]));
    return { watch, onLocked: (/** @type {Outcome} */ outcome) => this.#leaves(outcome, turn) };
  }

  /** Whether the outcome ended the work; what was not confirmed stays here. @param {Outcome} outcome @param {number} turn */
  #leaves(outcome, turn) {
    const way = wayOut(outcome);
    if (!way || turn !== this.#turn) return way !== null;
    this.#turn += 1;
    if (way === "again") void this.begin();
    else if (way === "sign-in") void this.#askWhoAgain(this.#turn);
    else if (outcome.kind === "problem") this.#pair(errorSentence(outcome.code));
    return true;
  }

  /** @param {string} title @param {string | null} [code] */
  async #pair(title, code = null) {
    const kept = await this.deps.unsent().catch(() => 0);
    const lines = [WORDS.pairHow, ...(kept > 0 ? [`${digits(kept)} ${WORDS.keptHere}`] : [])];
    this.gates.pair({ code, title, lines, onPaired: () => this.begin() });
  }

  /** @param {readonly string[]} said why nobody is signed in */
  #askWho(said) {
    const onOutcome = (/** @type {Outcome} */ outcome) => (outcome.kind === "answer" ? (void this.#signedIn(), true) : this.#leaves(outcome, this.#turn));
    this.gates.signIn(this.#session, said, onOutcome);
  }

  async #signedIn() {
    await noteHeld(true);
    this.#windows.postMessage(null);
    await this.begin();
  }

  /** The next person signs in. The screen is shut at once; the site hears of it later. @param {readonly string[]} said */
  async #handOver(said) {
    this.#turn += 1;
    this.#askWho(said);
    await access.signOut();
    this.#windows.postMessage(null);
  }

  /** Nobody is offered again, and what is still on the tablet is said. */
  async #endShift() {
    this.gates.forgetNames();
    const unsent = await this.deps.leave().catch(() => 0);
    await this.#handOver([WORDS.shiftDone, ...(unsent > 0 ? [`${digits(unsent)} ${WORDS.unsent}؛ ${WORDS.keepOn}`] : [])]);
  }

  /** Nobody can sign in on a tablet that was revoked meanwhile: then the page says so. @param {number} turn */
  async #askWhoAgain(turn) {
    this.#askWho([WORDS.sessionOver]);
    const outcome = await access.readSession();
    if (outcome.kind === "answer" && !outcome.value.tablet && turn === this.#turn) await this.#follow(outcome.value);
  }
}
