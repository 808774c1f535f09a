// @ts-check
/**
 * The lead's screens: the day, what was done, the search for a household, cards, lists, reports, and the view for guests. Imports dom, the tabs' screens and the catalogue.
 */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { mountOverview } from "./overview.js";
import { later } from "../later.js";

/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {{ name: string, word: string, icon: string, mount: (root: HTMLElement, deps: PlaceDeps) => () => void }} Tab */

/** @type {readonly Tab[]} */
const TABS = [
  { name: "day", word: WORDS.leadDay, icon: "i-day", mount: mountOverview },
  { name: "activity", word: WORDS.leadActivity, icon: "i-history", mount: later(async () => (await import("./activity.js")).mountActivity) },
  { name: "search", word: WORDS.leadSearch, icon: "i-search", mount: later(async () => (await import("./search.js")).mountSearch) },
  { name: "cards", word: WORDS.leadCards, icon: "i-idle", mount: later(async () => (await import("../cards/look_cards.js")).mountLookCards) },
  { name: "stock", word: WORDS.leadStock, icon: "i-due", mount: later(async () => (await import("../stock/stock.js")).mountStock) },
  { name: "lists", word: WORDS.leadLists, icon: "i-lists", mount: later(async () => (await import("../lists/lists.js")).mountLists) },
  { name: "reports", word: WORDS.leadReports, icon: "i-tally", mount: later(async () => (await import("../lists/report_panel.js")).mountReports) },
  { name: "gifts", word: WORDS.leadGifts, icon: "i-tally", mount: later(async () => (await import("../gifts/gifts.js")).mountGifts) },
  { name: "campaigns", word: WORDS.leadCampaigns, icon: "i-visit", mount: later(async () => (await import("../campaigns/campaigns.js")).mountCampaigns) },
  { name: "rounds", word: WORDS.leadRounds, icon: "i-day", mount: later(async () => (await import("../rounds/lead_rounds.js")).mountLeadRounds) },
  { name: "visit", word: WORDS.leadVisit, icon: "i-visit", mount: later(async () => (await import("./visit.js")).mountVisit) },
];

/** Opens the lead's place at the day. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountLead(root, deps) {
  const bar = el("nav", { class: "tabs", "aria-label": WORDS.placeLead });
  const body = el("div", { class: "lead-body", tabindex: 0 });
  root.replaceChildren(el("main", { class: "lead" }, el("h1", { class: "unseen", text: WORDS.placeLead }), bar, body));
  let unmount = () => {};

  /** @param {Tab} tab @param {HTMLElement} chosen */
  function open(tab, chosen) {
    unmount();
    for (const one of bar.children) one.setAttribute("aria-current", one === chosen ? "page" : "false");
    body.scrollTop = 0;
    unmount = tab.mount(body, deps);
  }

  for (const tab of TABS) {
    const made = button("tab", tab.word, () => open(tab, made), tab.icon);
    made.id = `tab-${tab.name}`;
    bar.append(made);
  }
  const [first] = bar.children;
  if (first instanceof HTMLElement) first.click();
  return () => unmount();
}
