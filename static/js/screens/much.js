// @ts-check
/** How much is given on a lead's word, and to whom. Imports dom and the words of members. */

import { WORDS } from "../words.js";
import { button, el, find, say, stampOne } from "../dom.js";
import { amount, memberName } from "../pure/decision_view.js";

const MOST = 60;

/**
 * A stepper, with a button for each member where members are counted. What was asked and refused already stands.
 * @param {import("../pure/exception.js").Exception} exception
 * @param {{ unit_fa: string, members: import("../wire.js").MemberView[] }} about
 */
export function makeMuch(exception, { unit_fa, members }) {
  let quantity = exception.quantity;
  let chosen = [...exception.members];
  const fixed = exception.ref !== null;
  const line = stampOne("t-household-line");
  const less = find(line, ".less", HTMLButtonElement);
  const more = find(line, ".more", HTMLButtonElement);
  const group = el("div", { class: "members", role: "group", "aria-label": WORDS.whoGets });

  const draw = () => {
    say(line, ".amount", amount(quantity, unit_fa));
    less.disabled = fixed || quantity <= 1;
    more.disabled = fixed || quantity >= MOST;
    for (const one of group.children) one.setAttribute("aria-pressed", String(chosen.includes(one.getAttribute("data-person") ?? "")));
  };
  const step = (/** @type {number} */ by) => () => {
    quantity = Math.min(MOST, Math.max(1, quantity + by));
    draw();
  };
  less.addEventListener("click", step(-1));
  more.addEventListener("click", step(1));

  /** The last one stays: a line is for somebody. @param {string} person */
  const tick = (person) => {
    const without = chosen.filter((one) => one !== person);
    chosen = without.length < chosen.length ? (without.length > 0 ? without : chosen) : [...chosen, person];
    quantity = chosen.length;
    draw();
  };
  if (exception.counts_members) {
    for (const person of exception.members) {
      const made = button("member", memberName(members.find((one) => one.person === person)), () => tick(person), "i-tick");
      made.dataset["person"] = person;
      made.disabled = fixed;
      group.append(made);
    }
  }
  find(line, ".line-head", HTMLElement).remove();
  draw();
  const element = el("div", { class: "much" }, ...(exception.counts_members ? [group] : []), el("ul", {}, line));
  return { element, chosen: () => ({ quantity, members: exception.counts_members ? chosen : [] }) };
}
