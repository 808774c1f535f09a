// @ts-check
/**
 * A new household beside those that it may be already; a human decides, and nothing is saved before.
 *
 * An operator sees of the others only what tells them apart. Imports dom and records.
 */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { likelyTitle, reasonsList, recordList } from "./record.js";

/** @typedef {import("../../wire_register.js").Likely} Likely */
/** @typedef {import("../../wire_register.js").DraftReply} DraftReply */
/** @typedef {import("../../wire_register.js").Draft} Draft */

/**
 * The two sides, and the ways on.
 * @param {Draft} draft as typed
 * @param {DraftReply} reply
 * @param {{ onSame: (likely: Likely) => void, onOther: () => void, onBack: () => void }} taps onOther: it is another household
 */
export function compare(draft, reply, { onSame, onOther, onBack }) {
  const title = el("h2", { tabindex: -1, text: WORDS.likelyTitle });
  const mine = el("section", { class: "card compared", "aria-labelledby": "compared-new" }, el("h3", { id: "compared-new", text: WORDS.likelyNew }), recordList(asRecord(draft, reply)));
  const others = reply.likely.map((one) => theirs(one, () => onSame(one)));
  const ways = el("div", { class: "panel-buttons" }, button("first-small", WORDS.likelyOther, onOther), button("second", WORDS.backToForm, onBack));
  const root = el("div", { class: "comparing" }, title, el("p", { class: "quiet", text: WORDS.likelyHelp }), el("div", { class: "sides" }, mine, el("div", { class: "side-found" }, ...others)), ways);
  return { root, focus: () => title.focus() };
}

/** @param {Likely} likely @param {() => void} onSame */
function theirs(likely, onSame) {
  const known = likely.record ? recordList(likely.record) : el("p", {}, el("bdi", { text: likely.head }));
  const id = `compared-${likely.household}`;
  const head = el("h3", { id, text: likelyTitle(likely) });
  const strength = el("span", { class: "strength", "data-strength": likely.strength, text: likely.strength === "certain" ? WORDS.likelyCertain : WORDS.likelyMaybe });
  return el("section", { class: "card compared found", "aria-labelledby": id }, head, strength, reasonsList(likely.agrees), known, button("second", WORDS.likelySame, onSame));
}

/** What was typed, as the record it would become. @param {Draft} draft @param {DraftReply} reply */
function asRecord({ neighbourhood, members, alternates }, { members: understood }) {
  const people = members.map((member, place) => ({
    ...member,
    person: "",
    ordinal: place + 1,
    born_on: understood[place]?.born_on ?? null,
    phone: understood[place]?.phone ?? null,
    id_kind: understood[place]?.id_kind ?? "",
    id_tail: (member.id_text ?? "").trim().slice(-2),
    id_flag: understood[place]?.id_flag ?? "",
    blocked: false,
  }));
  return { neighbourhood, members: people, alternates: alternates.map((one) => ({ ...one, person: "", born_on: null })) };
}
