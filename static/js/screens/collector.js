// @ts-check
/**
 * Who stands at the desk: the head, a member, a registered alternate, or somebody else. Members have no name here;
 * an alternate has one, because whoever collects is looked at. Imports dom and the words of members.
 */

import { WORDS, joined } from "../words.js";
import { button, el } from "../dom.js";
import { memberName } from "../pure/decision_view.js";

/** @typedef {{ person: string, given_name: string, family_name: string, relation: string }} AlternateView */

/**
 * A line with one button for each who may stand there.
 * @param {import("../wire.js").ScanReply} reply
 * @param {object} how
 * @param {string | null} [how.collector] who was chosen: null somebody else, undefined nobody yet
 * @param {(household: string) => Promise<import("../pure/outcome.js").Outcome>} how.readAlternates
 * @param {(person: string | null) => void} how.onChoose null for somebody who is not registered
 */
export function collectorLine(reply, { collector, readAlternates, onChoose }) {
  const group = el("div", { class: "members", role: "group", "aria-label": WORDS.whoCollects });
  const choice = (/** @type {string | null} */ person, /** @type {string} */ said) => {
    const made = button("member", said, () => onChoose(person), "i-tick");
    made.setAttribute("aria-pressed", String(person === collector));
    return made;
  };
  const heads = reply.members.map((one) => choice(one.person, joined(memberName(one), one.is_head ? WORDS.head : "")));
  const other = choice(null, WORDS.someoneElse);
  group.append(...heads, other);
  readAlternates(reply.household ?? "").then((outcome) => {
    const found = /** @type {AlternateView[]} */ (outcome.kind === "answer" ? outcome.value.alternates : []);
    other.before(...found.map((one) => choice(one.person, joined(`${one.given_name} ${one.family_name}`.trim(), one.relation))));
  });
  const head = el("div", { class: "line-head" }, el("span", { class: "line-title", text: WORDS.whoCollects }));
  return el("li", { class: "line line-members line-collector" }, head, group);
}
