// @ts-check
/** The lead's campaigns: those that run, that come, that are over; and those of the package. Imports dom and its parts. */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { dayWords } from "../../pure/jalali.js";
import { fill } from "../../words.js";
import { choice, emptyLine, panel } from "../sheet.js";
import { mountTally } from "../tally.js";
import { openCampaign, readCampaigns } from "./api.js";
import { campaignCard } from "./card.js";
import { SAID, sentenceOf } from "./words.js";

/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {import("./api.js").CampaignsReply} CampaignsReply */
/** @typedef {{ deps: PlaceDeps, refresh: () => Promise<void>, say: (code: string) => void, count: (event: string, first: string | null) => void, newId: () => string, today: string }} Acts */

const STATES = /** @type {const} */ (["now", "coming", "past"]);

/** Opens the page. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountCampaigns(root, deps) {
  const look = el("link", { rel: "stylesheet", href: "/static/campaigns.css" });
  const said = el("p", { class: "campaign-said", role: "status" });
  const page = el("div", { class: "campaigns" }, emptyLine(WORDS.loading));
  let over = false;
  let leaveTally = () => {};

  /** @type {Acts} */
  const acts = { deps, refresh: load, say: (code) => void (said.textContent = code ? sentenceOf(code) : ""), count, newId: deps.pending.newId, today: "" };

  async function load() {
    const outcome = await readCampaigns();
    if (over || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return page.replaceChildren(emptyLine(sentenceOf(codeOf(outcome))));
    const told = /** @type {CampaignsReply} */ (outcome.value);
    acts.today = told.day;
    page.replaceChildren(el("p", { class: "quiet", text: SAID.help }), said, ...ofStates(told, acts), packaged(told, acts));
  }

  /** The screen with +1, +5, +10, for one event. @param {string} event @param {string | null} first the item that the campaign counts */
  function count(event, first) {
    const body = el("div", { class: "campaign-tally" });
    root.replaceChildren(look, button("second campaign-back", SAID.back, show), body);
    leaveTally = mountTally(body, deps, { event, first });
  }

  function show() {
    leaveTally();
    leaveTally = () => {};
    root.replaceChildren(look, page);
    load();
  }

  show();
  return () => {
    over = true;
    leaveTally();
  };
}

/** A panel for each state that has a campaign. @param {CampaignsReply} told @param {Acts} acts */
function ofStates(told, acts) {
  const panels = STATES.flatMap((state) => {
    const found = told.campaigns.filter((one) => (one.seal ? "past" : one.state) === state);
    return found.length > 0 ? [panel(`campaigns-${state}`, SAID[state], ...found.map((one) => campaignCard(one, acts)))] : [];
  });
  return panels.length > 0 ? panels : [emptyLine(SAID.none)];
}

/** What the package has besides. @param {CampaignsReply} told @param {Acts} acts */
function packaged(told, acts) {
  if (told.package.length === 0) return "";
  return panel("campaigns-package", SAID.package, el("p", { class: "quiet", text: SAID.packageHelp }), ...told.package.map((one) => offered(one, acts)));
}

/** @param {import("./api.js").PackagedView} one @param {Acts} acts */
function offered(one, acts) {
  let moon = "0";
  const id = acts.newId();
  const go = button("second", SAID.open, async () => {
    go.disabled = true;
    const outcome = await openCampaign(id, one.code, Number(moon));
    acts.say(outcome.kind === "answer" ? "" : codeOf(outcome));
    await acts.refresh();
  });
  const seen = [{ value: "-1", word: SAID.moonEarlier }, { value: "0", word: SAID.moonWritten }, { value: "1", word: SAID.moonLater }];
  return el(
    "article",
    { class: "campaign", "aria-label": one.title_fa },
    el("h3", { dir: "auto", text: one.title_fa }),
    el("p", { class: "quiet", dir: "auto", text: one.about_fa }),
    el("p", { class: "quiet", text: fill(SAID.spans, { first: dayWords(one.first), last: dayWords(one.last) }) }),
    one.moon ? choice(SAID.moon, seen, () => moon, (value) => void (moon = value)) : null,
    el("div", { class: "panel-buttons" }, go),
  );
}
