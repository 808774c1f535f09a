// @ts-check
/** The working half of the desk's screen: headline, lists and buttons, and which of them show when. Imports the parts. */

import { WORDS } from "../words.js";
import { find } from "../dom.js";
import { DueList } from "./due.js";
import { mountHeadline } from "./headline.js";
import { showOutcome } from "./outcome.js";

/** What is due stands so long before it can be handed out: a scanner's second Enter, or a tap meant for the card before, must not. */
const ARM_MS = 350;

/** @typedef {import("../pure/decision_view.js").Headline} Headline */
/** @typedef {import("../pure/decision_view.js").State} State */

/** After these there may be something to talk about with the lead. @type {readonly State[]} */
const TO_TALK_ABOUT = ["due", "refused", "unknown-card", "error"];

export class Face {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #arming;

  /** @param {ParentNode} root @param {{ handOut: () => void, next: () => void, retry: () => void, park: () => void, exception: import("./due.js").OnException, second: ((handout: string) => HTMLElement) | null }} taps */
  constructor(root, taps) {
    this.taps = taps;
    this.due = find(root, "#due", HTMLElement);
    this.outcome = find(root, "#outcome", HTMLElement);
    this.handOut = find(root, "#hand-out", HTMLButtonElement);
    this.next = find(root, "#next", HTMLButtonElement);
    this.retry = find(root, "#retry", HTMLButtonElement);
    this.park = find(root, "#park", HTMLButtonElement);
    this.headline = mountHeadline(root);
    this.handOut.addEventListener("click", taps.handOut);
    this.next.addEventListener("click", taps.next);
    this.retry.addEventListener("click", taps.retry);
    this.park.addEventListener("click", taps.park);
  }

  /** A headline alone, or with a list and a button of its own. @param {Headline} said @param {{ list?: HTMLElement, button?: HTMLButtonElement }} [shown] */
  say(said, { list, button } = {}) {
    clearTimeout(this.#arming);
    this.headline(said);
    for (const one of [this.due, this.outcome]) one.hidden = one !== list;
    for (const one of [this.handOut, this.retry]) one.hidden = one !== button;
    this.next.hidden = ["idle", "looking"].includes(said.state);
    this.park.hidden = !TO_TALK_ABOUT.includes(said.state);
    if (list) list.scrollTop = 0;
  }

  /** Beside what is said, a button that tries the same card again. */
  offerRetry() {
    this.retry.hidden = false;
  }

  /** What is due, and the large button where anything is. @param {Headline} said @param {import("../wire.js").ScanReply} reply @param {{ lookOnly: boolean, collector: string | null, first: HTMLElement | null }} how */
  showDue(said, reply, { lookOnly, collector, first }) {
    const open = said.state === "due" && !lookOnly;
    const list = new DueList(this.due, reply, Date.now(), { collector, first, onException: lookOnly ? null : this.taps.exception });
    let armed = false;
    const ready = () => void (this.handOut.disabled = !armed || list.chosen().length === 0);
    list.onChange = ready;
    ready();
    const note = lookOnly ? WORDS.lookOnlyNote : said.note;
    this.say({ ...said, note }, { list: this.due, ...(open ? { button: this.handOut } : {}) });
    if (lookOnly) this.park.hidden = true;
    this.#arming = setTimeout(() => {
      armed = true;
      ready();
      (open ? this.handOut : this.next).focus({ preventScroll: true });
    }, ARM_MS);
    return list;
  }

  /** The verdict, and what to hand over. @param {import("../pure/decision_view.js").HandoutView} view */
  showDecision(view) {
    showOutcome(this.outcome, view, this.taps);
    this.say(view.headline, { list: this.outcome });
    this.next.focus({ preventScroll: true });
  }
}
