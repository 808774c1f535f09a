// @ts-check
/**
 * A household is registered: typed, understood, compared with those who are known, saved, given a card.
 *
 * What was typed is in the fields only; it is gone when the place is left. Imports the form and what follows it.
 */

import { WORDS, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf, insist } from "../../insist.js";
import { register } from "../../api_register.js";
import { sheet } from "../sheet.js";
import { compare } from "./likely.js";
import { endedCard } from "./ended.js";
import { HouseholdForm } from "./form.js";
import { NOBODY } from "./member.js";

/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {import("../../wire_register.js").Likely} Likely */
/** @typedef {import("../../wire_register.js").RegisteredReply} RegisteredReply */

/** Opens the place. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountRegister(root, deps) {
  const screen = new Registering(root, deps);
  screen.start();
  return () => screen.leave();
}

class Registering {
  /** @type {HouseholdForm | null} */
  #form = null;
  #leave = () => {};
  /** The same household is saved once, however often the button is tapped. */
  #act_id = "";
  #busy = false;
  #here = true;

  /** @param {HTMLElement} root @param {PlaceDeps} deps */
  constructor(root, deps) {
    this.deps = deps;
    this.body = el("div", { class: "register-body" });
    this.said = el("p", { class: "form-said", role: "alert" });
    root.replaceChildren(sheet("register", WORDS.registerTitle, WORDS.registerHelp, this.body));
    this.root = root;
  }

  /** An empty form. */
  start() {
    this.#end();
    this.#act_id = this.deps.pending.newId();
    this.#form = new HouseholdForm({ members: [{ ...NOBODY, is_head: true }], neighbourhood: "", household: null, onDraft: (draft) => this.#hint(draft), onLocked: this.deps.onLocked });
    this.hint = el("p", { class: "likely-hint", role: "status" });
    this.save = button("first-small", WORDS.registerSave, () => void this.#check(), "i-tick");
    this.save.id = "register-save";
    this.#back();
  }

  leave() {
    this.#here = false;
    this.#end();
    this.root.replaceChildren();
  }

  #end() {
    this.#form?.stop();
    this.#form = null;
    this.#leave();
    this.#leave = () => {};
  }

  /** @param {...HTMLElement} parts */
  #show(...parts) {
    this.said.textContent = "";
    this.body.replaceChildren(...parts);
    this.body.parentElement?.scrollTo(0, 0);
  }

  #back = () => {
    if (this.#form && this.hint && this.save) this.#show(this.#form.root, this.hint, this.said, this.save);
    this.#form?.members[0]?.focus();
  };

  #hint = (/** @type {import("../../wire_register.js").DraftReply} */ { likely, capped }) => void this.hint?.replaceChildren(likely.length > 0 ? fill(WORDS.likelyHint, { n: likely.length }) : capped ? WORDS.likelyOver : "");

  /** Asked once more before saving; whoever it may be already is shown first. */
  async #check() {
    const form = this.#form;
    if (!form || this.#busy) return;
    this.#busy = true;
    const asked = await form.ask(true);
    this.#busy = false;
    if (!this.#here || form !== this.#form) return;
    if (!asked) return this.#say("no-answer");
    if (asked.draft.faults.length > 0) {
      this.#say("household-invalid");
      return asked.first?.focus();
    }
    if (asked.draft.likely.length === 0) return this.#save(asked.draft.capped);
    const taps = { onSame: (/** @type {Likely} */ one) => void this.#same(one), onOther: () => void this.#save(true), onBack: this.#back };
    const shown = compare(form.draft(), asked.draft, taps);
    this.#show(shown.root, this.said);
    shown.focus();
  }

  /** @param {boolean} anyway a human saw the likely ones, or may see no more of them now */
  async #save(anyway) {
    const form = this.#form;
    if (!form || this.#busy) return;
    this.#busy = true;
    const household = { ...form.draft(), act_id: this.#act_id, anyway };
    const outcome = await insist(() => register(household));
    this.#busy = false;
    if (!this.#here || this.deps.onLocked(outcome)) return;
    if (outcome.kind === "answer") this.#saved(/** @type {RegisteredReply} */ (outcome.value));
    else this.#say(codeOf(outcome));
  }

  #say = (/** @type {string} */ code) => void (this.said.textContent = errorSentence(code));

  /** It is registered already: nothing is saved, and the lead goes on with that one. @param {Likely} likely */
  async #same({ record, label }) {
    this.#end();
    if (record) return this.#open(record, "due");
    this.#ended(fill(WORDS.sameSaid, { label }), []);
  }

  /** @param {RegisteredReply} saved */
  #saved({ household, code }) {
    this.#end();
    const leads = ["lead", "admin"].includes(this.deps.session.operator?.role ?? "");
    const card = button("first-small", WORDS.registerCard, () => void this.#open(household, "cards"), "i-idle");
    this.#ended(fill(WORDS.registered, { code }), leads ? [card] : []);
  }

  /** @param {string} sentence @param {HTMLElement[]} ways */
  #ended(sentence, ways) {
    const shown = endedCard(sentence, [...ways, button("second", WORDS.registerNext, () => this.start())]);
    this.#show(shown.root);
    shown.focus();
  }

  /** The household's own screen, at one of its acts. @param {string | import("../../wire_register.js").HouseholdRecord} household @param {string} act */
  async #open(household, act) {
    const { openHousehold } = await import("./open.js");
    const opened = await openHousehold(this.body, household, act, this.deps, () => this.start());
    if (!this.#here) return opened.unmount();
    if (opened.code) this.#ended(errorSentence(opened.code), []);
    this.#leave = opened.unmount;
  }
}
