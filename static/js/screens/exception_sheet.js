// @ts-check
/**
 * The sheet on which a lead's word is given for one refused line: by whoever is signed in, by the lead's digits, or
 * from the lead's own tablet. Digits are held until they are sent and nowhere else. Imports the sheet, the choice of
 * how much, the pad and the lead's word.
 */

import { FLAGS, WORDS, errorSentence } from "../words.js";
import { codeOf, wait } from "../insist.js";
import { LeadsWord } from "../leads_word.js";
import { make, makeButton, makeIcon } from "../make.js";
import { openSheet } from "./dialog.js";
import { askPin } from "./lead_pin.js";
import { makeMuch } from "./much.js";

const POLL_MS = 2000;

/** @typedef {import("../pure/exception.js").Exception} Exception */
/**
 * @typedef {object} SheetDeps
 * @property {import("../handing.js").Handing} handing
 * @property {Pick<typeof import("../api_shift.js"), "approve">} shift
 * @property {boolean} leads whether a lead is signed in on this tablet
 * @property {(outcome: import("../pure/outcome.js").Outcome) => boolean} onLocked
 * @property {(given: import("../leads_word.js").Given) => void} onGiven
 */

/**
 * Opens the sheet of one line.
 * @param {Exception} exception
 * @param {import("../leads_word.js").About & { sentence: string, members: import("../wire.js").MemberView[] }} about
 * @param {SheetDeps} deps
 */
export function openException(exception, about, deps) {
  new ExceptionSheet(exception, about, deps);
}

class ExceptionSheet {
  #open = true;
  #stop = () => {};

  /** @param {Exception} exception @param {import("../leads_word.js").About & { sentence: string, members: import("../wire.js").MemberView[] }} about @param {SheetDeps} deps */
  constructor(exception, about, deps) {
    this.deps = deps;
    this.word = new LeadsWord(exception, about, deps);
    const unit_fa = about.titles[exception.programme]?.unit_fa ?? "";
    this.much = makeMuch(exception, { unit_fa, members: about.members });
    this.hint = make("p", { class: "hint", role: "status" });
    this.body = make("div", { class: "exception-body" });
    const title = about.titles[exception.programme]?.title_fa ?? exception.programme;
    const head = make("header", {}, makeIcon("lead"), make("h2", {}, title), make("p", { class: "quiet" }, about.sentence));
    const note = exception.kind === "collector" ? WORDS.oneTimeNote : exception.second ? (FLAGS["second-missing"] ?? "") : "";
    const close = makeButton("second", WORDS.cancel, () => this.sheet.close());
    const parts = [head, note ? make("p", { class: "warning" }, note) : null, this.body, this.hint, close];
    this.sheet = openSheet("sheet-exception", title, parts.filter((part) => part !== null), () => {
      this.#open = false;
      this.#stop();
    });
    this.#showWays(exception);
  }

  /** @param {Exception} exception */
  #showWays(exception) {
    const collects = exception.kind === "collector";
    const said = collects ? WORDS.confirmCollector : WORDS.byLead;
    if (this.deps.leads) return this.body.replaceChildren(this.much.element, makeButton("first", said, () => this.#go()));
    const ways = [makeButton("first-small", WORDS.leadPin, () => this.#go("pin")), makeButton("second", WORDS.leadTablet, () => this.#go("tablet"))];
    this.body.replaceChildren(this.much.element, make("div", { class: "ways" }, ...ways));
  }

  /** @param {"pin" | "tablet"} [way] none where the lead is here */
  async #go(way) {
    this.#rest(true);
    const early = await this.word.refuse(this.much.chosen()).catch(() => null);
    if (!this.#open) return;
    if (early) return this.#end(early);
    if (way === undefined) return this.#give();
    if (way === "pin") return this.#askPin();
    this.#askTablet();
  }

  #askPin() {
    const pin = askPin((lead) => this.#tell(lead));
    this.#stop = pin.stop;
    this.body.replaceChildren(pin.element);
    this.hint.textContent = "";
    pin.begin();
    this.pin = pin;
  }

  /** @param {{ name: string, pin: string }} lead */
  async #tell(lead) {
    this.hint.textContent = WORDS.signingIn;
    const outcome = await this.word.approve(lead);
    if (!this.#open) return;
    if (outcome.kind === "answer") return this.#give();
    this.pin?.refuse();
    this.#fail(outcome);
  }

  /** A lead sees it on their own tablet; this one waits until they have decided, or the sheet is closed. */
  async #askTablet() {
    this.body.replaceChildren();
    this.hint.textContent = WORDS.leadAsked;
    while (this.#open) {
      const outcome = await this.word.approve();
      if (!this.#open) return;
      if (outcome.kind === "problem") return this.#fail(outcome);
      if (outcome.kind === "answer" && outcome.value.state === "approved") return this.#give();
      if (outcome.kind === "answer" && outcome.value.state === "declined") return void (this.hint.textContent = WORDS.leadDeclined);
      await wait(POLL_MS);
    }
  }

  async #give() {
    this.#rest(true);
    this.#end(await this.word.give(this.much.chosen()).catch(() => null));
  }

  /** @param {import("../leads_word.js").Given | null} given */
  #end(given) {
    if (given === null) return this.#say(errorSentence("storage-missing"));
    this.sheet.close();
    this.deps.onGiven(given);
  }

  /** @param {import("../pure/outcome.js").Outcome} outcome */
  #fail(outcome) {
    if (codeOf(outcome) === "session-missing" || codeOf(outcome) === "tablet-unknown") {
      this.sheet.close();
      return void this.deps.onLocked(outcome);
    }
    this.#say(errorSentence(codeOf(outcome)));
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.#rest(false);
    this.hint.textContent = sentence;
  }

  /** @param {boolean} on no tap counts meanwhile */
  #rest(on) {
    for (const one of this.body.querySelectorAll("button")) one.disabled = on;
    if (on) this.hint.textContent = WORDS.saving;
  }
}
