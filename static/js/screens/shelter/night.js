// @ts-check
/**
 * The night shift's screen: free beds and floor places, one person after another, and what stands around it; without
 * contact, whatever needs no answer goes on. Imports dom, the reader and the panels; all of it comes when it is first opened.
 */

import { fill, plus } from "../../words.js";
import { button, el } from "../../dom.js";
import { every } from "../../every.js";
import { dayWords } from "../../pure/jalali.js";
import { asRemembered } from "../../pure/shelter_view.js";
import { codeOf } from "../../insist.js";
import { onRing } from "../../queue/bell.js";
import { link } from "../../queue/link.js";
import { soundVerdict } from "../../sounds.js";
import { mountReader } from "../cards/reader.js";
import { emptyLine } from "../sheet.js";
import { admitOne, takeBack } from "./admitting.js";
import { askNight, keepScreen, mountAway, remembered } from "./away.js";
import { drawFigures, mountAsks } from "./figures.js";
import { mountHolds } from "./holds.js";
import { mountHouse } from "./house.js";
import { mountLate } from "./late.js";
import { mountNote } from "./note.js";
import { mountOthers, othersList } from "./others.js";
import { mountStays } from "./stays.js";
import { NIGHT, nightSentence } from "./words.js";

/** @typedef {import("../../wire_shelter.js").ShelterReply} ShelterReply */
/** @typedef {import("./admitting.js").Verdict} Verdict */
/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {(text: string) => Promise<void>} Reads */
/** @typedef {{ refresh: () => Promise<void>, admit: (text: string | null, hold?: string) => Promise<void>, lend: (reads: Reads | null) => void, section: () => string }} Night lend: the next card is read for another than the one who is admitted */
/** @typedef {{ draw: (now: ShelterReply) => void, refresh?: () => void }} Panel */

const AGAIN_MS = 30_000;

/** Opens the screen. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountNight(root, deps) {
  const heading = el("h1", { class: "night-title" });
  const figures = el("div", { class: "night-figures", "aria-live": "polite" });
  const asks = mountAsks();
  const verdict = el("div", { class: "night-verdict", role: "status", "data-state": "idle" }, el("p", { class: "quiet", text: NIGHT.help }));
  const plusOne = button("first night-plus", `${plus(1)} ${NIGHT.withoutCard}`, () => void admit(null), "i-no-card");
  const reading = el("div", { class: "night-reader" });
  const panels = el("div", { class: "night-panels" });
  const work = el("section", { class: "night-work" }, heading, figures, asks.place, plusOne, verdict);
  const look = el("link", { rel: "stylesheet", href: "/static/shelter.css" });
  const main = el("main", { class: "night" }, work, reading, panels);
  root.replaceChildren(look, main);

  /** @type {ShelterReply | null} */
  let now = null;
  let [over, busy, waits] = [false, false, 0];
  /** @type {Reads | null} */
  let lent = null;

  /** @param {string | null} text @param {string} [hold] */
  async function admit(text, hold) {
    if (busy || !now?.programme) return;
    busy = plusOne.disabled = true;
    show({ state: "saving", said: NIGHT.unknown, more: [] });
    const found = await admitOne(deps, { text, programme: now.programme, ...asks.chosen(now), ...(hold ? { hold } : {}) });
    busy = plusOne.disabled = false;
    show(found);
    await refresh();
  }

  /** @param {Verdict} found */
  function show(found) {
    if (over) return;
    verdict.dataset["state"] = found.state;
    soundVerdict(found.state);
    const ways = [
      found.stay || found.kept ? button("second", NIGHT.undo, async () => void (show(await takeBack(deps, found)), await refresh()), "i-undo") : null,
      found.bare ? button("second", NIGHT.anyway, () => void admit(null), "i-no-card") : null,
    ];
    verdict.replaceChildren(el("strong", { text: found.said }), ...found.more.map((text) => el("p", { text })), ...ways.filter((one) => one !== null));
    if (found.full && now) verdict.append(othersList(now));
  }

  const night = { refresh, admit, lend: (/** @type {Reads | null} */ reads) => void (lent = reads), section: () => (now ? asks.chosen(now).section : "") };
  const late = mountLate(panels);
  const others = mountOthers(panels);
  /** @type {Panel[]} */
  const parts = [mountStays(panels, deps, night), mountHolds(panels, deps, night), mountNote(panels, deps, night)];
  if (deps.session.operator?.role === "lead") parts.push(mountHouse(panels, deps, night));
  const away = mountAway(main, panels);

  async function refresh() {
    waits = await late();
    const outcome = await askNight();
    if (over || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return outcome.kind === "silence" ? goOnAlone() : figures.replaceChildren(emptyLine(nightSentence(codeOf(outcome))));
    now = /** @type {ShelterReply} */ (outcome.value);
    if (now.night === null) return root.replaceChildren(emptyLine(NIGHT.none));
    away(false, null);
    draw(now);
    for (const part of parts) part.draw(now);
    for (const part of parts) part.refresh?.();
  }

  /** The site is silent: what it said last is shown with its age, and admitting goes on. */
  async function goOnAlone() {
    const last = await remembered();
    if (over) return;
    away(true, last?.heard_at ?? null);
    if (!last) return figures.replaceChildren(emptyLine(nightSentence("no-answer")));
    now = asRemembered(last, Date.now());
    draw(now);
  }

  /** @param {ShelterReply} told */
  function draw(told) {
    heading.textContent = fill(NIGHT.title, { day: dayWords((told.night ?? "").slice(1)) });
    drawFigures(figures, told);
    asks.draw(told);
    others.draw(told);
  }

  const stopReader = mountReader(reading, deps, (text) => (lent ? lent(text) : admit(text)));
  const stop = every(AGAIN_MS, () => void refresh());
  const unwatch = onRing(async (news) => {
    const before = waits;
    waits = await late();
    if (news === "back" || waits < before) await refresh(); // the site gave them their places
  });
  if (link.away) void goOnAlone();
  keepScreen();
  return () => {
    over = true;
    stop();
    unwatch();
    stopReader();
  };
}
