// @ts-check
/**
 * The night shift's screen: free beds and floor places, one person after another, and what stands around it.
 * Imports dom, the reader and the panels; all of it comes when it is first opened.
 */

import { digits, fill, plus } from "../../words.js";
import { button, el } from "../../dom.js";
import { every } from "../../every.js";
import { dayWords } from "../../pure/jalali.js";
import { readShelter } from "../../api_shelter.js";
import { codeOf } from "../../insist.js";
import { soundVerdict } from "../../sounds.js";
import { mountReader } from "../cards/reader.js";
import { choice, emptyLine } from "../sheet.js";
import { requestOf, send, takeBack } from "./admitting.js";
import { mountHolds } from "./holds.js";
import { mountHouse } from "./house.js";
import { mountNote } from "./note.js";
import { mountOthers, othersList } from "./others.js";
import { figure } from "./parts.js";
import { mountStays } from "./stays.js";
import { NIGHT, nightSentence } from "./words.js";

/** @typedef {import("../../wire_shelter.js").ShelterReply} ShelterReply */
/** @typedef {import("./admitting.js").Verdict} Verdict */
/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {{ refresh: () => Promise<void>, admit: (text: string | null, hold?: string) => Promise<void> }} Night */
/** @typedef {{ draw: (now: ShelterReply) => void, refresh?: () => void }} Panel */

const AGAIN_MS = 30_000;

/** Opens the screen. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountNight(root, deps) {
  const heading = el("h1", { class: "night-title" });
  const figures = el("div", { class: "night-figures", "aria-live": "polite" });
  const asks = el("div", { class: "night-asks" });
  const verdict = el("div", { class: "night-verdict", role: "status", "data-state": "idle" }, el("p", { class: "quiet", text: NIGHT.help }));
  const plusOne = button("first night-plus", `${plus(1)} ${NIGHT.withoutCard}`, () => void admit(null), "i-no-card");
  const reading = el("div", { class: "night-reader" });
  const panels = el("div", { class: "night-panels" });
  const work = el("section", { class: "night-work" }, heading, figures, asks, plusOne, verdict);
  const look = el("link", { rel: "stylesheet", href: "/static/shelter.css" });
  root.replaceChildren(look, el("main", { class: "night" }, work, reading, panels));

  /** @type {ShelterReply | null} */
  let now = null;
  let [section, over, drawn, busy] = ["", false, "", false];
  /** The meals that go with an admission; all of them unless somebody says otherwise. @type {Set<string>} */
  const without = new Set();

  /** @param {string | null} text @param {string} [hold] */
  async function admit(text, hold) {
    if (busy || !now?.programme) return;
    busy = plusOne.disabled = true;
    show({ state: "saving", said: NIGHT.unknown, more: [] });
    const meals = now.meals.map((one) => one.programme).filter((one) => !without.has(one));
    const request = await requestOf(deps, { text, programmes: [now.programme, ...meals], section, ...(hold ? { hold } : {}) });
    const found = request === null ? storage() : await deliver(request);
    busy = plusOne.disabled = false;
    show(found);
    await refresh();
  }

  /** @param {import("./admitting.js").AdmissionRequest} request */
  const deliver = (request) => send(deps, request, Object.fromEntries((now?.meals ?? []).map((one) => [one.programme, one.title_fa])));

  /** @returns {Verdict} */
  const storage = () => ({ state: "failed", said: nightSentence("storage-missing"), more: [] });

  /** @param {Verdict} found */
  function show(found) {
    if (over) return;
    verdict.dataset["state"] = found.state;
    soundVerdict(found.state);
    const { stay, again } = found;
    const ways = [
      stay ? button("second", NIGHT.undo, async () => void (show(await takeBack(deps, stay)), await refresh()), "i-undo") : null,
      again ? button("second", NIGHT.again, async () => void (show(await deliver(again)), await refresh()), "i-again") : null,
      found.bare ? button("second", NIGHT.anyway, () => void admit(null), "i-no-card") : null,
    ];
    verdict.replaceChildren(el("strong", { text: found.said }), ...found.more.map((text) => el("p", { text })), ...ways.filter((one) => one !== null));
    if (found.full && now) verdict.append(othersList(now));
  }

  const night = { refresh, admit };
  /** @type {Panel[]} */
  const parts = [mountOthers(panels), mountStays(panels, deps, night), mountHolds(panels, deps, night), mountNote(panels, deps, night)];
  if (deps.session.operator?.role === "lead") parts.push(mountHouse(panels, deps, night));

  async function refresh() {
    const outcome = await readShelter();
    if (over || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return figures.replaceChildren(emptyLine(nightSentence(codeOf(outcome))));
    now = /** @type {ShelterReply} */ (outcome.value);
    if (now.night === null) return root.replaceChildren(emptyLine(NIGHT.none));
    draw(now);
    for (const part of parts) part.draw(now);
    for (const part of parts) part.refresh?.();
  }

  /** @param {ShelterReply} told */
  function draw(told) {
    const { places, meals, sections, night: name } = told;
    heading.textContent = fill(NIGHT.title, { day: dayWords((name ?? "").slice(1)) });
    const below = [fill(NIGHT.ofAll, { n: places.beds }), places.held ? fill(NIGHT.kept, { n: places.held }) : "", told.unplaced && told.numbered ? fill(NIGHT.unplaced, { n: told.unplaced }) : ""];
    const eaten = meals.map((one) => figure(one.title_fa, one.left ?? one.given, fill(one.left === null ? NIGHT.given : NIGHT.left, { n: one.left ?? one.given, unit: one.unit_fa })));
    figures.replaceChildren(
      figure(NIGHT.freeBeds, places.free, below.filter(Boolean).join(NIGHT.between), places.free ? "granted" : "refused"),
      figure(NIGHT.freeFloor, places.free_floor, fill(NIGHT.ofAll, { n: places.floor }), places.free_floor ? "" : "refused"),
      ...eaten,
    );
    if (!sections.some((one) => one.name === section)) section = sections[0]?.name ?? "";
    const shape = JSON.stringify([sections.map((one) => [one.name, one.places.free]), meals.map((one) => one.programme)]);
    if (shape === drawn) return; // a button under a finger stays the button it is
    drawn = shape;
    const options = sections.map((one) => ({ value: one.name, word: `${NIGHT[one.name]} (${digits(one.places.free)})` }));
    asks.replaceChildren(...(sections.length > 1 ? [choice(NIGHT.section, options, () => section, (value) => void (section = value))] : []), mealSwitches(told));
  }

  /** @param {ShelterReply} told */
  function mealSwitches({ meals }) {
    const group = el("div", { class: "choice", role: "group", "aria-label": NIGHT.meals });
    for (const { programme, title_fa } of meals) {
      const made = button("choice-one", title_fa, () => {
        if (!without.delete(programme)) without.add(programme);
        made.setAttribute("aria-pressed", String(!without.has(programme)));
      });
      made.setAttribute("aria-pressed", String(!without.has(programme)));
      group.append(made);
    }
    return el("div", { class: "setting" }, el("span", { class: "setting-label", text: NIGHT.meals }), group);
  }

  const stopReader = mountReader(reading, deps, (text) => admit(text));
  const stop = every(AGAIN_MS, () => void refresh());
  return () => {
    over = true;
    stop();
    stopReader();
  };
}
