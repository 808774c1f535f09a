// @ts-check
/**
 * «کارت ندارد»: a meal or a bed for somebody without a card, one tap a person, counted against the cap.
 * Imports dom, the sheet, the last handouts and the catalogue.
 */

import { VERDICTS, WORDS, errorSentence, fill, plus, reasonSentence } from "../words.js";
import { el, icon } from "../dom.js";
import { codeOf } from "../insist.js";
import { practising } from "../practice/mode.js";
import { soundVerdict } from "../sounds.js";
import { mountRecent } from "./recent.js";
import { emptyLine, sheet } from "./sheet.js";

/** Two taps so close together are one finger. */
const GUARD_MS = 350;

/** How many were taken in on this tablet since the page was opened. @type {Map<string, number>} */
const taken = new Map();

/** @typedef {import("../wire.js").ProgrammeView} ProgrammeView */
/** @typedef {import("./house.js").PlaceDeps} PlaceDeps */

/** @type {Readonly<Record<import("../wire.js").Kind, string>>} */
const ICONS = { goods: "i-due", meal: "i-meal", service: "i-lead", bed_night: "i-bed" };

/** Opens the screen. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountNoCard(root, deps) {
  const tiles = el("div", { class: "tiles" }, emptyLine(WORDS.loading));
  const recent = el("ul", { id: "recent", class: "recent", "aria-label": WORDS.recent });
  root.replaceChildren(sheet("no-card", WORDS.noCardTitle, WORDS.noCardHelp, tiles, recent));
  let over = false;
  deps.shift.readProgrammes().then((outcome) => {
    if (over) return;
    if (outcome.kind !== "answer") return tiles.replaceChildren(emptyLine(errorSentence(codeOf(outcome))));
    const open = /** @type {ProgrammeView[]} */ (outcome.value.programmes).filter((one) => one.without_card);
    tiles.replaceChildren(...open.map((one) => tile(one, deps)));
    if (open.length === 0) tiles.replaceChildren(emptyLine(WORDS.noCardNone));
  });
  const stop = mountRecent(root, deps.handing);
  return () => {
    over = true;
    stop();
  };
}

/** One programme; a tap takes one person in. @param {ProgrammeView} programme @param {PlaceDeps} deps */
function tile({ programme, title_fa, unit_fa, kind }, { handing }) {
  const said = el("span", { class: "tile-said", role: "status" });
  const count = el("span", { class: "tile-count" });
  const made = el(
    "button",
    { class: "tile", type: "button" },
    icon(ICONS[kind]),
    el("span", { class: "tile-title", dir: "auto", text: title_fa }),
    el("span", { class: "tile-more", text: `${plus(1)} ${WORDS.onePerson}` }),
    count,
    said,
  );
  let last = -Infinity;
  const draw = () => {
    const many = taken.get(programme) ?? 0;
    count.textContent = many > 0 ? fill(WORDS.givenHere, { n: many }) : "";
  };

  async function takeIn() {
    if (performance.now() - last < GUARD_MS) return;
    last = performance.now();
    made.dataset["state"] = "saving";
    said.textContent = WORDS.saving;
    const asked = { text: null, label: WORDS.placeNoCard, lines: [{ programme, quantity: 1, members: [] }], titles: { [programme]: { title_fa, unit_fa } } };
    const begun = await handing.begin(asked).catch(() => null);
    if (!begun) return show("failed", errorSentence("storage-missing"));
    await begun.done;
    const { state, lines, code } = begun.work;
    if (state === "granted" || state === "stored") taken.set(programme, (taken.get(programme) ?? 0) + 1);
    show(state, code ? errorSentence(code) : state === "refused" ? reasonSentence(lines[0]?.reason ?? "") : practising() ? (VERDICTS["practice"] ?? "") : WORDS.handOver);
  }

  /** @param {string} state @param {string} sentence */
  function show(state, sentence) {
    made.dataset["state"] = state;
    said.textContent = sentence;
    soundVerdict(state);
    draw();
  }

  made.addEventListener("click", takeIn);
  draw();
  return made;
}
