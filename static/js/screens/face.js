// @ts-check
/** The working half of the desk's screen: headline, lists and buttons, and which of them show when. Imports the parts. */

import { find } from "../dom.js";
import { DueList } from "./due.js";
import { mountHeadline } from "./headline.js";
import { showOutcome } from "./outcome.js";

/** What is due stands so long before it can be handed out: a scanner's second Enter, or a tap meant for the card before, must not. */
const ARM_MS = 350;

/** @typedef {import("../pure/decision_view.js").Headline} Headline */

export class Face {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #arming;

  /** @param {ParentNode} root @param {{ handOut: () => void, next: () => void, retry: () => void }} taps */
  constructor(root, taps) {
    this.due = find(root, "#due", HTMLElement);
    this.outcome = find(root, "#outcome", HTMLElement);
    this.handOut = find(root, "#hand-out", HTMLButtonElement);
    this.next = find(root, "#next", HTMLButtonElement);
    this.retry = find(root, "#retry", HTMLButtonElement);
    this.headline = mountHeadline(root);
    this.handOut.addEventListener("click", taps.handOut);
    this.next.addEventListener("click", taps.next);
    this.retry.addEventListener("click", taps.retry);
  }

  /** A headline alone, or with a list and a button of its own. @param {Headline} said @param {{ list?: HTMLElement, button?: HTMLButtonElement }} [shown] */
  say(said, { list, button } = {}) {
    clearTimeout(this.#arming);
    this.headline(said);
    for (const one of [this.due, this.outcome]) one.hidden = one !== list;
    for (const one of [this.handOut, this.retry]) one.hidden = one !== button;
    this.next.hidden = ["idle", "looking", "unknown"].includes(said.state);
    if (list) list.scrollTop = 0;
  }

  /** A headline with a button that tries the same card again. @param {Headline} said */
  sayWithRetry(said) {
    this.say(said, { button: this.retry });
  }

  /** What is due, and the large button where anything is. @param {Headline} said @param {import("../wire.js").ScanReply} reply */
  showDue(said, reply) {
    const open = said.state === "due";
    const list = new DueList(this.due, reply, Date.now());
    let armed = false;
    const ready = () => void (this.handOut.disabled = !armed || list.chosen().length === 0);
    list.onChange = ready;
    ready();
    this.say(said, { list: this.due, ...(open ? { button: this.handOut } : {}) });
    this.#arming = setTimeout(() => {
      armed = true;
      ready();
      (open ? this.handOut : this.next).focus({ preventScroll: true });
    }, ARM_MS);
    return list;
  }

  /** The verdict, and what to hand over. @param {import("../pure/decision_view.js").HandoutView} view */
  showDecision(view) {
    showOutcome(this.outcome, view);
    this.say(view.headline, { list: this.outcome });
    this.next.focus({ preventScroll: true });
  }
}
