// @ts-check
/**
 * A household being filled in: its people, where it lives, who else collects; the site says what it understands.
 *
 * Nothing of it is kept anywhere but in these fields. The site is asked when a field is left and when the typing
 * rests; of two answers only the later is shown. Imports the forms of people.
 */

import { REMARKS, WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { readDraft } from "../../api_register.js";
import { reviewWords } from "../../pure/register_view.js";
import { alternateForm } from "./alternate.js";
import { field } from "./field.js";
import { NOBODY, memberForm } from "./member.js";

const REST_MS = 700;
const MOST_MEMBERS = 30;
const MOST_ALTERNATES = 10;
let forms = 0;

/** @typedef {import("../../wire_register.js").EditedMember} EditedMember */
/** @typedef {import("../../wire_register.js").DraftReply} DraftReply */
/** @typedef {import("./member.js").MemberForm} MemberForm */
/**
 * @typedef {object} FormHow
 * @property {EditedMember[]} members
 * @property {Readonly<Record<string, string>>} [tails] the ends of IDs that are kept, by person
 * @property {string} neighbourhood
 * @property {string} [review] when its file is to be looked at again, as typed
 * @property {string | null} household the one that is edited; a new one may have a code and alternates of its own
 * @property {(draft: DraftReply) => void} onDraft
 * @property {(outcome: import("../../pure/outcome.js").Outcome) => boolean} onLocked
 */

export class HouseholdForm {
  /** @type {MemberForm[]} */
  members = [];
  /** @type {ReturnType<typeof alternateForm>[]} */
  alternates = [];
  #group = `heads-${(forms += 1)}`;
  #timer = 0;
  #turn = 0;

  /** @param {FormHow} how */
  constructor(how) {
    this.how = how;
    this.place = field(`${this.#group}-place`, WORDS.neighbourhood, { value: how.neighbourhood });
    this.code = field(`${this.#group}-code`, WORDS.ownCode, { maxlength: 20, dir: "ltr", placeholder: WORDS.ownCodeLike });
    this.review = field(`${this.#group}-review`, WORDS.review, { value: how.review ?? "", placeholder: WORDS.reviewLike });
    this.people = el("div", { class: "member-forms" });
    this.others = el("div", { class: "member-forms" });
    this.said = el("p", { class: "form-said", role: "alert" });
    const add = button("second", WORDS.addMember, () => this.#add({ ...NOBODY }).focus(), "i-person");
    const addOther = button("second", WORDS.addAlternate, () => this.#addAlternate());
    const about = el("div", { class: "asks member-form" }, this.place.root, ...(how.household ? [] : [this.code.root]), this.review.root);
    const buttons = el("div", { class: "panel-buttons" }, add, ...(how.household ? [] : [addOther]));
    this.root = el("div", { class: "household-form" }, this.people, this.others, buttons, about, this.said);
    for (const member of how.members) this.#add(member);
    this.root.addEventListener("input", () => this.#later(REST_MS));
    this.root.addEventListener("change", () => this.#later(0));
  }

  /** What is typed, as the site wants it. */
  read() {
    const members = this.members.map((one) => one.read());
    return { code: this.code.input.value, neighbourhood: this.place.input.value, review: this.review.input.value, members, alternates: this.alternates.map((one) => one.read()).filter((one) => one.family_name !== "") };
  }

  /** As the site wants a draft: no ids of people in it. */
  draft() {
    const { members, ...rest } = this.read();
    return { ...rest, members: members.map(({ person: _, ...member }) => member) };
  }

  /** What the site understands of it now, shown at the fields; null when it gave no answer. @param {boolean} strict what is empty counts too @returns {Promise<{ draft: DraftReply, first: HTMLElement | null } | null>} */
  async ask(strict) {
    clearTimeout(this.#timer);
    const turn = (this.#turn += 1);
    const outcome = await readDraft({ ...this.draft(), household: this.how.household });
    if (turn !== this.#turn || this.how.onLocked(outcome) || outcome.kind !== "answer") return null;
    const draft = /** @type {DraftReply} */ (outcome.value);
    const first = this.#show(draft, strict);
    this.how.onDraft(draft);
    return { draft, first };
  }

  /** No answer is shown any more. */
  stop() {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  /** @param {DraftReply} draft @param {boolean} strict */
  #show(draft, strict) {
    const wrong = this.members.map((one, place) => one.show(draft, place, strict));
    const whole = draft.faults.find((one) => one.field === "$.members" && (strict || one.code !== "head-missing"));
    this.said.textContent = whole ? (REMARKS[whole.code] ?? "") : "";
    const taken = draft.faults.find((one) => one.field === "$.code");
    this.code.say(taken ? (REMARKS[taken.code] ?? "") : "", "fault");
    const unread = draft.faults.find((one) => one.field === "$.review");
    this.review.say(unread ? (REMARKS[unread.code] ?? "") : reviewWords(draft.review_on), unread ? "fault" : "good");
    return wrong.find((one) => one !== null) ?? (taken ? this.code.input : unread ? this.review.input : null);
  }

  /** @param {number} ms */
  #later(ms) {
    clearTimeout(this.#timer);
    const named = this.members.some((one) => `${one.read().given_name}${one.read().family_name}`.trim() !== "");
    if (named) this.#timer = window.setTimeout(() => void this.ask(false), ms);
  }

  /** @param {EditedMember} member */
  #add(member) {
    const form = memberForm(member, { group: this.#group, tail: this.how.tails?.[member.person ?? ""] ?? "", onRemove: () => this.#remove(form) });
    if (this.members.length >= MOST_MEMBERS) return form;
    this.members.push(form);
    this.people.append(form.root);
    this.#number();
    return form;
  }

  /** @param {MemberForm} form */
  #remove(form) {
    this.members = this.members.filter((one) => one !== form);
    form.root.remove();
    this.#number();
    this.#later(0);
  }

  #number() {
    for (const [place, one] of this.members.entries()) one.number(place, this.members.length === 1);
  }

  #addAlternate() {
    if (this.alternates.length >= MOST_ALTERNATES) return;
    const form = alternateForm(() => {
      this.alternates = this.alternates.filter((one) => one !== form);
      form.root.remove();
    });
    this.alternates.push(form);
    this.others.append(form.root);
    form.focus();
  }
}
