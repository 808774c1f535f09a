// @ts-check
/**
 * One person of a household, to be filled in as people say it: dates, numbers and IDs in any spelling.
 *
 * A national ID is judged at once, here; what the site understood stands below each field. Imports fields and views.
 */

import { REMARKS, WORDS, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { nationalId } from "../../pure/national_id.js";
import { ID_KINDS, SEXES, bornWords, remarkOn } from "../../pure/register_view.js";
import { field, selection } from "./field.js";

/** @typedef {import("../../wire_register.js").EditedMember} EditedMember */
/** @typedef {import("../../wire_register.js").DraftReply} DraftReply */
/** @typedef {{ root: HTMLElement, read: () => EditedMember, show: (draft: DraftReply, place: number, strict: boolean) => HTMLElement | null, number: (place: number, alone: boolean) => void, focus: () => void }} MemberForm */

/** @type {EditedMember} */
export const NOBODY = { person: null, given_name: "", family_name: "", relation: "", sex: "", born: "", phone: "", id_kind: "", id_text: "", tags: [], note: "", is_head: false };
let made = 0;

/**
 * The form of one member.
 * @param {EditedMember} given
 * @param {{ group: string, tail: string, onRemove: () => void }} how group: the name of the heads' buttons; tail: the end of an ID that is kept
 * @returns {MemberForm}
 */
export function memberForm(given, { group, tail, onRemove }) {
  const id = `member-${(made += 1)}`;
  const title = el("legend");
  const fields = {
    given_name: field(`${id}-given`, WORDS.givenName, { value: given.given_name }),
    family_name: field(`${id}-family`, WORDS.familyName, { value: given.family_name }),
    relation: field(`${id}-relation`, WORDS.relation, { value: given.relation, placeholder: WORDS.relationLike }),
    born: field(`${id}-born`, WORDS.born, { value: given.born, placeholder: WORDS.bornLike }),
    id_text: field(`${id}-id`, WORDS.idText, { value: given.id_text ?? "", placeholder: tail ? fill(WORDS.idKept, { end: tail }) : "", inputmode: "text", dir: "ltr" }),
    phone: field(`${id}-phone`, WORDS.phone, { value: given.phone, inputmode: "tel", dir: "ltr" }),
    tags: field(`${id}-tags`, WORDS.tags, { value: given.tags.join("، "), placeholder: WORDS.tagsLike, maxlength: 500 }),
    note: field(`${id}-note`, WORDS.note, { value: given.note, maxlength: 500 }),
  };
  const sex = selection(`${id}-sex`, WORDS.sex, SEXES, given.sex);
  const kind = selection(`${id}-kind`, WORDS.idKind, ID_KINDS, given.id_kind);
  const head = /** @type {HTMLInputElement} */ (el("input", { type: "radio", name: group, id: `${id}-head`, checked: given.is_head }));
  const remove = button("second member-remove", WORDS.removeMember, onRemove);
  const bar = el("div", { class: "member-bar" }, head, el("label", { for: head.id, class: "choice", text: WORDS.isHead }), remove);
  const people = el("div", { class: "asks" }, fields.given_name.root, fields.family_name.root, fields.relation.root, sex.root, fields.born.root, kind.root, fields.id_text.root, fields.phone.root, fields.tags.root, fields.note.root);
  const root = el("fieldset", { class: "member-form" }, title, bar, people);

  const judged = () => nationalId(kind.input.value, fields.id_text.input.value);

  function sayId() {
    const found = judged();
    if (found.state === "wrong") fields.id_text.say(REMARKS["id-invalid"] ?? "", "odd");
    else if (found.state === "short") fields.id_text.say(fill(WORDS.idLeft, { n: found.left }), "good");
    else fields.id_text.say(found.state === "good" ? WORDS.idGood : "");
  }

  fields.id_text.input.addEventListener("input", sayId);
  kind.input.addEventListener("change", sayId);

  /** Whether the ID of a known person stays as it is. */
  const kept = () => given.id_text === null && fields.id_text.input.value.trim() === "" && kind.input.value === given.id_kind;

  return {
    root,
    read: () => ({
      person: given.person,
      given_name: fields.given_name.input.value,
      family_name: fields.family_name.input.value,
      relation: fields.relation.input.value,
      sex: /** @type {EditedMember["sex"]} */ (sex.input.value),
      born: fields.born.input.value,
      phone: fields.phone.input.value,
      id_kind: /** @type {EditedMember["id_kind"]} */ (kind.input.value),
      id_text: kept() ? null : fields.id_text.input.value,
      tags: fields.tags.input.value.split(/[،,؛;]/).map((tag) => tag.trim().slice(0, 60)).filter(Boolean).slice(0, 20),
      note: fields.note.input.value,
      is_head: head.checked,
    }),
    show(draft, place, strict) {
      const understood = draft.members[place];
      fields.born.say(understood ? bornWords(understood) : "");
      fields.phone.say("");
      fields.family_name.say("");
      sayId();
      let first = null;
      for (const name of /** @type {const} */ (["family_name", "born", "id_text", "phone"])) {
        const one = fields[name];
        const fault = remarkOn(draft.faults, place, name);
        const code = fault ?? remarkOn(draft.warnings, place, name);
        // What is still empty is not a fault until somebody wants to save it.
        if (!code || (!strict && one.input.value === "")) continue;
        // An answer to what stood there before does not talk over what is typed now, nor over what was judged here.
        if (!strict && (code === "id-missing" || code === "id-invalid") && judged().state !== "none") continue;
        one.say(REMARKS[code] ?? "", fault ? "fault" : "odd");
        if (fault) first ??= one.input;
      }
      return first;
    },
    number(place, alone) {
      title.textContent = fill(WORDS.memberNumber, { n: place + 1 });
      remove.hidden = alone;
    },
    focus: () => fields.given_name.input.focus(),
  };
}
