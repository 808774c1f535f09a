// @ts-check
/**
 * What is due, line by line, with everything chosen; adjusting is downwards only.
 * Imports dom, the selection and its words.
 */

import { WORDS } from "../words.js";
import { addText, button as makeWay, find, say, stampOne } from "../dom.js";
import { exceptionOfDue } from "../pure/exception.js";
import { amount, datedLine, memberName, reasonOfCard, refusedView, whyNotes } from "../pure/decision_view.js";
import { chooseAll, chosenLines, withMember, withQuantity } from "../pure/selection.js";

/** @typedef {import("../wire.js").DueLine} DueLine */

/** @typedef {((exception: import("../pure/exception.js").Exception, sentence: string) => void) | null} OnException */

/** A line that is not given, with its reason and the way to a lead's word. @param {import("../pure/decision_view.js").RefusedView} view @param {OnException} [onException] */
export function refusedLine(view, onException = null) {
  const line = stampOne("t-refused-line");
  say(line, ".line-title", view.title);
  say(line, ".line-sentence", view.sentence);
  for (const note of view.notes) addText(line, "line-note", note);
  line.classList.toggle("line-waits", view.waits === true);
  const { exception } = view;
  if (exception && onException) {
    const word = exception.kind === "collector" ? WORDS.confirmCollector : WORDS.byLead;
    line.append(makeWay("line-way", word, () => onException(exception, view.sentence), "i-lead"));
  }
  return line;
}

/** The list of one holder, and what of it is chosen. */
export class DueList {
  /** Called after every change of what is chosen. */
  onChange = () => {};

  /** @param {HTMLElement} list @param {import("../wire.js").ScanReply} reply @param {number} now_ms @param {{ onException: OnException, collector: string | null, first: HTMLElement | null }} [how] */
  constructor(list, reply, now_ms, { onException, collector, first } = { onException: null, collector: null, first: null }) {
    this.reply = reply;
    this.collector = collector;
    this.selection = chooseAll(reply.due);
    const open = reply.due.filter((due) => due.quantity > 0).map((due) => this.#openLine(due, now_ms));
    const shut = reasonOfCard(reply) ? reply.due.filter((due) => exceptionOfDue(due)) : reply.due.filter((due) => due.quantity < 1);
    const views = shut.map((due) => ({ ...refusedView(due.title_fa, datedLine(due, reply), now_ms), exception: exceptionOfDue(due) }));
    list.replaceChildren(...(first ? [first] : []), ...open, ...views.map((view) => refusedLine(view, onException)));
  }

  /** The chosen lines, as they are sent. */
  chosen() {
    const asks = this.reply.due.filter((due) => due.asks_collector).map((due) => due.programme);
    const { collector } = this;
    return chosenLines(this.reply.due, this.selection).map((line) => (collector && asks.includes(line.programme) ? { ...line, collector } : line));
  }

  /** @param {DueLine} due @param {number} now_ms */
  #openLine(due, now_ms) {
    const line = due.counts_for === "member" ? this.#memberLine(due) : this.#householdLine(due);
    const [before] = whyNotes({ reason: null, earlier: due.earlier, next_on: null }, now_ms);
    say(line, ".line-title", due.title_fa);
    say(line, ".line-note", before ? `${WORDS.taken}: ${before}` : "");
    return line;
  }

  /** @param {DueLine} due */
  #quantity(due) {
    return this.selection[due.programme]?.quantity ?? 0;
  }

  /** @param {HTMLElement} line @param {DueLine} due */
  #drawAmount(line, due) {
    say(line, ".amount", amount(this.#quantity(due), due.unit_fa));
    line.classList.toggle("line-off", this.#quantity(due) === 0);
  }

  /** @param {DueLine} due */
  #householdLine(due) {
    const line = stampOne("t-household-line");
    const less = find(line, ".less", HTMLButtonElement);
    const more = find(line, ".more", HTMLButtonElement);
    const draw = () => {
      this.#drawAmount(line, due);
      less.disabled = this.#quantity(due) === 0;
      more.disabled = this.#quantity(due) >= due.quantity;
    };
    const step = (/** @type {number} */ by) => () => {
      this.selection = withQuantity(this.selection, due, this.#quantity(due) + by);
      draw();
      this.onChange();
    };
    less.addEventListener("click", step(-1));
    more.addEventListener("click", step(1));
    draw();
    return line;
  }

  /** @param {DueLine} due */
  #memberLine(due) {
    const line = stampOne("t-member-line");
    const group = find(line, ".members", HTMLElement);
    const shown = due.members.filter((member) => member.reason !== "not-in-audience");
    const buttons = shown.map((member) => ({ person: member.person, button: this.#memberButton(member) }));
    const draw = () => {
      this.#drawAmount(line, due);
      const chosen = this.selection[due.programme]?.members ?? [];
      for (const { button, person } of buttons) button.setAttribute("aria-pressed", String(chosen.includes(person)));
    };
    for (const { button, person } of buttons) {
      button.addEventListener("click", () => {
        this.selection = withMember(this.selection, due, person);
        draw();
        this.onChange();
      });
    }
    group.setAttribute("aria-label", due.title_fa);
    group.append(...buttons.map(({ button }) => button));
    draw();
    return line;
  }

  /** @param {import("../wire.js").MemberDue} member */
  #memberButton({ person, due }) {
    const button = stampOne("t-member");
    if (!(button instanceof HTMLButtonElement)) throw new Error("no member");
    const name = memberName(this.reply.members.find((one) => one.person === person));
    say(button, "span", due > 0 ? name : `${name}${WORDS.between}${WORDS.taken}`);
    button.disabled = due < 1;
    return button;
  }
}
