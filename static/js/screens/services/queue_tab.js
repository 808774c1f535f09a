// @ts-check
/** The queue: a number by one tap, whoever is next, again, not here, done; what the hall shows. Imports dom and fields. */

import { fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { deskName } from "../../pure/decision_view.js";
import { emptyLine } from "../sheet.js";
import { callNext, drawTicket, moveTicket, readServices } from "./api.js";
import { ALWAYS, asked, saidLine, ticketWords } from "./fields.js";
import { SAID } from "./words.js";

/** @typedef {import("../../wire_services.js").Ticket} Ticket */
/** @typedef {import("../../wire_services.js").Services} Services */

const EVERY_MS = 5000;

/** @param {HTMLElement} root @param {import("./services.js").TabDeps} given @returns {() => void} unmount */
export function mountQueue(root, { deps }) {
  const said = saidLine();
  const list = el("div", { class: "queues" });
  const address = `${location.host}/hall`;
  root.replaceChildren(said, list, el("p", { class: "quiet hall-address" }, el("span", { text: SAID.hall }), el("bdi", { dir: "ltr", text: address })));
  let timer = 0;
  let here = true;

  async function load() {
    clearTimeout(timer);
    const outcome = await readServices();
    if (!here || deps.onLocked(outcome)) return;
    if (outcome.kind === "answer") draw(/** @type {Services} */ (outcome.value));
    timer = window.setTimeout(() => void load(), EVERY_MS);
  }

  /** @param {Services} services */
  function draw({ tickets, sessions, day }) {
    const booked = sessions.filter((one) => one.doctor && one.days.includes(day)).map((one) => one.queue);
    const letters = [...new Set([ALWAYS, ...booked, ...tickets.map((one) => one.queue)])].sort();
    const focused = document.activeElement?.getAttribute("data-key");
    list.replaceChildren(...letters.map((letter) => queue(letter, tickets.filter((one) => one.queue === letter), booked.includes(letter))));
    if (focused) list.querySelector(`[data-key="${focused}"]`)?.dispatchEvent(new Event("refocus"));
  }

  /** @param {string} letter @param {Ticket[]} tickets @param {boolean} slots its numbers are slots of a session */
  function queue(letter, tickets, slots) {
    const waiting = tickets.filter((one) => one.state === "waiting");
    const called = tickets.filter((one) => one.state === "called");
    const aside = tickets.filter((one) => one.state === "away");
    const next = keyed(`next-${letter}`, button("first-small", SAID.callNext, () => void act(() => callNext(letter), next)));
    next.disabled = waiting.length === 0;
    const draw = slots ? null : keyed(`draw-${letter}`, button("second", SAID.draw, () => void act(() => drawTicket(letter), draw ?? next)));
    const rows = [...called, ...aside].map((one) => ticketRow(one));
    return el(
      "section",
      { class: "queue", "data-queue": letter, "aria-label": fill(SAID.letter, { queue: letter }) },
      el("header", {}, el("h2", { text: fill(SAID.letter, { queue: letter }) }), el("span", { class: "quiet", text: fill(SAID.waitingCount, { n: waiting.length }) })),
      el("div", { class: "panel-buttons" }, next, draw),
      rows.length > 0 ? el("ul", { class: "tickets" }, ...rows) : emptyLine(SAID.nobodyCalled),
    );
  }

  /** @param {Ticket} one */
  function ticketRow(one) {
    const ways = one.state === "called" ? /** @type {const} */ (["again", "away", ...(one.booked ? [] : /** @type {const} */ (["done"]))]) : /** @type {const} */ (["call"]);
    const buttons = ways.map((what) => {
      const made = keyed(`${what}-${one.ticket}`, button("service-quiet", SAID[what], () => void act(() => moveTicket(one.ticket, what), made)));
      return made;
    });
    const place = one.state === "away" ? SAID.stateAway : deskName(one.desk);
    return el("li", { class: "ticket", "data-state": one.state }, el("b", { text: ticketWords(one.queue, one.number) }), el("bdi", { class: "quiet", text: place }), ...buttons);
  }

  /** @param {() => Promise<import("../../pure/outcome.js").Outcome>} send @param {HTMLButtonElement} by */
  async function act(send, by) {
    const done = await asked({ deps, said, by }, send);
    if (done?.ticket && done.ticket.state === "waiting") said.textContent = fill(SAID.drawn, { number: "" }) + ticketWords(done.ticket.queue, done.ticket.number);
    await load();
  }

  void load();
  return () => {
    here = false;
    clearTimeout(timer);
  };
}

/** A button that is found again after the list was drawn anew, with the focus where it was. @param {string} key @param {HTMLButtonElement} made */
function keyed(key, made) {
  made.dataset["key"] = key;
  made.addEventListener("refocus", () => made.focus());
  return made;
}
