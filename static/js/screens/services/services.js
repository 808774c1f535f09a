// @ts-check
/**
 * The services: a card's cases, the queue, sessions and courses, who waits; for the lead who is to be told, and counts.
 * It comes when it is first opened, with its words and its looks. Imports dom and the tabs.
 */

import { WORDS, digits } from "../../words.js";
import { button, el } from "../../dom.js";
import { readServices } from "./api.js";
import { mountCard } from "./card_tab.js";
import { mountQueue } from "./queue_tab.js";
import { mountSessions } from "./sessions_tab.js";
import { mountCounts, mountReminders, mountWaiting } from "./lists_tab.js";
import { SAID } from "./words.js";

/** @typedef {{ deps: import("../house.js").PlaceDeps, lead: boolean }} TabDeps */
/** @typedef {(root: HTMLElement, given: TabDeps) => () => void} Mount */

const LOOKS = "/static/services.css";
/** @type {readonly { name: string, word: string, mount: Mount, lead?: boolean }[]} */
const TABS = [
  { name: "card", word: SAID.card, mount: mountCard },
  { name: "queue", word: SAID.queue, mount: mountQueue },
  { name: "sessions", word: SAID.sessions, mount: mountSessions },
  { name: "waiting", word: SAID.waiting, mount: mountWaiting },
  { name: "reminders", word: SAID.reminders, mount: mountReminders, lead: true },
  { name: "counts", word: SAID.counts, mount: mountCounts, lead: true },
];

/** Opens the place at the card. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountServices(root, deps) {
  if (!document.querySelector(`link[href="${LOOKS}"]`)) document.head.append(el("link", { rel: "stylesheet", href: LOOKS }));
  const lead = ["lead", "admin"].includes(deps.session.operator?.role ?? "");
  const bar = el("nav", { class: "tabs", "aria-label": WORDS.placeServices });
  const body = el("div", { class: "lead-body services", tabindex: 0 });
  root.replaceChildren(el("main", { class: "lead" }, el("h1", { class: "unseen", text: WORDS.placeServices }), bar, body));
  let unmount = () => {};

  for (const tab of TABS.filter((one) => lead || !one.lead)) {
    const made = button("tab", tab.word, () => {
      unmount();
      for (const one of bar.children) one.setAttribute("aria-current", one === made ? "page" : "false");
      body.scrollTop = 0;
      body.replaceChildren();
      unmount = tab.mount(body, { deps, lead });
      void count(bar);
    });
    made.id = `services-${tab.name}`;
    bar.append(made);
  }
  const [first] = bar.children;
  if (first instanceof HTMLElement) first.click();
  return () => unmount();
}

/** How many wait and are to be told stands on their tabs. @param {HTMLElement} bar */
async function count(bar) {
  const outcome = await readServices();
  if (outcome.kind !== "answer" || !bar.isConnected) return;
  for (const [name, many] of /** @type {const} */ ([["waiting", outcome.value.waiting], ["reminders", outcome.value.due]])) {
    const tab = bar.querySelector(`#services-${name}`);
    tab?.querySelector(".tab-count")?.remove();
    if (tab && many > 0) tab.append(el("b", { class: "tab-count", text: digits(many) }));
  }
}
