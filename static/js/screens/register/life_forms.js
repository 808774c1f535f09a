// @ts-check
/** The small forms of life events: who, where, and who heads the household now. Imports fields and the form of one person. */

import { REMARKS, WORDS } from "../../words.js";
import { el } from "../../dom.js";
import { fullName } from "../../pure/register_view.js";
import { field, selection } from "./field.js";
import { NOBODY, memberForm } from "./member.js";

/** @typedef {import("../../wire_register.js").HouseholdRecord} HouseholdRecord */
/** @typedef {import("../../wire_register.js").MemberRecord} MemberRecord */
/** @typedef {{ root: HTMLElement, read: () => object | string }} LifeForm read: what is sent, or the sentence of what is missing */

/** @param {readonly MemberRecord[]} members @returns {Record<string, string>} */
const names = (members) => Object.fromEntries(members.map((one) => [one.person, fullName(one)]));

/** A choice among people, whose people may change. @param {string} id @param {string} label @param {readonly MemberRecord[]} members */
function who(id, label, members) {
  const made = selection(id, label, names(members), members[0]?.person ?? "");
  return {
    ...made,
    /** @param {readonly MemberRecord[]} now */
    offer(now) {
      const before = made.input.value;
      made.input.replaceChildren(...now.map((one) => el("option", { value: one.person, text: fullName(one), selected: one.person === before })));
      made.root.hidden = now.length === 0;
    },
  };
}

/** @param {...HTMLElement} fields */
const asks = (...fields) => el("div", { class: "card asks" }, ...fields);

/** A child is born. @returns {LifeForm} */
export function birthForm() {
  const form = memberForm({ ...NOBODY, relation: "" }, { group: "born-head", tail: "", onRemove: () => {} });
  form.number(0, true);
  form.root.classList.add("newborn");
  return {
    root: form.root,
    read() {
      const { person: _, ...member } = form.read();
      return `${member.given_name}${member.family_name}`.trim() === "" ? (REMARKS["name-missing"] ?? "") : { member: { ...member, is_head: false } };
    },
  };
}

/** Somebody died; where it was the head, another heads the household. @param {HouseholdRecord} record @returns {LifeForm} */
export function deathForm({ members }) {
  const person = who("life-person", WORDS.lifeWho, members);
  const head = who("life-head", WORDS.lifeNewHead, members);
  const wasHead = () => members.some((one) => one.person === person.input.value && one.is_head);
  const draw = () => head.offer(wasHead() ? members.filter((one) => one.person !== person.input.value) : []);
  person.input.addEventListener("change", draw);
  draw();
  return { root: asks(person.root, head.root), read: () => ({ person: person.input.value, head: wasHead() ? head.input.value || null : null }) };
}

/** The family lives elsewhere now. @param {HouseholdRecord} record @returns {LifeForm} */
export function moveForm({ neighbourhood }) {
  const place = field("life-place", WORDS.neighbourhood, { value: neighbourhood });
  return { root: asks(place.root), read: () => ({ neighbourhood: place.input.value.trim() }) };
}

/** Another heads the household. @param {HouseholdRecord} record @returns {LifeForm} */
export function headForm({ members }) {
  const head = who("life-head", WORDS.lifeNewHead, members.filter((one) => !one.is_head));
  return { root: asks(head.root), read: () => (head.input.value ? { head: head.input.value } : WORDS.lifeNobody) };
}

/** Some leave into a household of their own; nobody is accused of anything. @param {HouseholdRecord} record @returns {LifeForm} */
export function splitForm({ members, neighbourhood }) {
  const boxes = members.map((one) => /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: `leaves-${one.ordinal}`, value: one.person })));
  const head = who("split-head", WORDS.lifeSplitHead, []);
  const old = who("split-old-head", WORDS.lifeNewHead, []);
  const place = field("split-place", WORDS.neighbourhood, { value: neighbourhood });
  const leaving = () => members.filter((_, at) => boxes[at]?.checked);
  const staying = () => members.filter((_, at) => !boxes[at]?.checked);
  const headLeaves = () => leaving().some((one) => one.is_head);

  function draw() {
    head.offer(leaving());
    old.offer(headLeaves() ? staying() : []);
  }

  const labels = boxes.map((box, at) => el("label", { for: box.id, class: "choice" }, el("bdi", { text: fullName(members[at] ?? NOBODY) })));
  const people = el("fieldset", { class: "leaving" }, el("legend", { text: WORDS.lifeSplitWho }), ...boxes.flatMap((box, at) => [box, /** @type {HTMLElement} */ (labels[at])]));
  people.addEventListener("change", draw);
  draw();
  return {
    root: el("div", { class: "register-body" }, el("div", { class: "card" }, people), asks(head.root, old.root, place.root), el("p", { class: "quiet", text: WORDS.lifeSplitNote })),
    read() {
      if (leaving().length === 0 || staying().length === 0) return leaving().length === 0 ? WORDS.lifeNobody : (REMARKS["members-missing"] ?? "");
      return { people: leaving().map((one) => one.person), head: head.input.value, old_head: headLeaves() ? old.input.value : null, neighbourhood: place.input.value.trim() };
    },
  };
}
