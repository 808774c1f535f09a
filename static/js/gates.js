// @ts-check
/**
 * One screen at a time, and the screens before the work: plain http, pairing, first lead, signing in; the lead's lists.
 * Imports those screens; what follows each of them is brought in.
 */

import * as access from "./access.js";
import { readCards } from "./camera.js";
import { WORDS } from "./words.js";
import { mountFirstLead } from "./screens/first_lead.js";
import { later } from "./screens/later.js";
import { mountNotice } from "./screens/notice.js";
import { mountPair } from "./screens/pair.js";
import { mountSignIn } from "./screens/sign_in.js";

/** @typedef {import("./wire_access.js").SessionView} SessionView */
/** @typedef {import("./screens/holder.js").Way} Way */
/**
 * @typedef {object} Work what the screens of the work get
 * @property {import("./wire.js").SessionReply} session
 * @property {import("./wire_access.js").SignedIn | null} operator null where the site was not there to say
 * @property {(outcome: import("./pure/outcome.js").Outcome) => boolean} onLocked whether the outcome ends the work; then the screen is left
 * @property {(way: Way) => void} onWay
 * @property {() => void} touch a scan came: the tablet is not idle
 */

const NAMES = 6;

export class Gates {
  /** Those who signed in since the page was opened, in memory only. @type {string[]} */
  #names = [];
  #leave = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /** Replaces the screen. @param {() => () => void} mount @param {() => void} [stop] what ends with this screen */
  show(mount, stop = () => {}) {
    this.#leave();
    for (const sheet of document.querySelectorAll("dialog")) sheet.close();
    const unmount = mount();
    this.#leave = () => {
      unmount();
      stop();
    };
  }

  /** @param {string} title @param {() => void} again */
  notice(title, again) {
    this.show(() => mountNotice(this.root, { title, ways: [{ said: WORDS.retry, act: again }] }));
  }

  /** Without a secure address there is neither key nor camera: the page says what it can do and where to go. */
  plain() {
    const act = () => location.assign(`https://${location.host}/`);
    const lines = [WORDS.plainCan, WORDS.plainCannot];
    this.show(() => mountNotice(this.root, { icon: "lock", title: WORDS.plainTitle, lines, ways: [{ said: WORDS.plainOpen, act }] }));
  }

  /** @param {{ code: string | null, title: string, lines: readonly string[], onPaired: () => void }} how */
  pair(how) {
    this.show(() => mountPair(this.root, { ...how, pair: access.pair, readCards }));
  }

  /** @param {string | null} code @param {(name: string) => void} onMade */
  firstLead(code, onMade) {
    const made = (/** @type {import("./wire_access.js").SignedIn} */ { name }) => {
      this.#remember(name);
      onMade(name);
    };
    this.show(() => mountFirstLead(this.root, { code, makeFirstLead: access.makeFirstLead, readCards, onMade: made }));
  }

  /**
   * @param {SessionView | null} session
   * @param {readonly string[]} said
   * @param {(outcome: import("./pure/outcome.js").Outcome) => boolean} onOutcome whether the screen is left
   */
  signIn(session, said, onOutcome) {
    const left = (/** @type {import("./pure/outcome.js").Outcome} */ outcome, /** @type {string} */ name) => {
      if (outcome.kind === "answer") this.#remember(name);
      return onOutcome(outcome);
    };
    const place = { site: session?.site.name_fa ?? "", tablet: session?.tablet_name ?? "" };
    this.show(() => mountSignIn(this.root, { signIn: access.signIn, onOutcome: left, names: this.#names, said, ...place }));
  }

  /**
   * One of the lead's two lists; both come when they are opened.
   * @param {"operators" | "tablets"} which
   * @param {{ session: SessionView | null, onBack: () => void, onLocked: (outcome: import("./pure/outcome.js").Outcome) => boolean }} frame
   * @param {() => void} stop
   */
  list(which, { session, ...frame }, stop) {
    const leads = session?.operator?.role === "lead";
    const people = later(async () => (await import("./screens/operators.js")).mountOperators, frame.onBack);
    const tablets = later(async () => (await import("./screens/tablets.js")).mountTablets, frame.onBack);
    if (which === "operators") this.show(() => people(this.root, { access, me: session?.operator?.operator ?? "", leads, ...frame }), stop);
    else this.show(() => tablets(this.root, { access, here: session?.tablet ?? "", leads, ...frame }), stop);
  }

  /** The shift is over: nobody is offered again. */
  forgetNames() {
    this.#names = [];
  }

  /** @param {string} name */
  #remember(name) {
    this.#names = [name, ...this.#names.filter((other) => other !== name)].slice(0, NAMES);
  }
}
