// @ts-check
/**
 * The last handouts of this tablet under the scan: what is still being saved, what came of it, and for five
 * minutes the way back. Imports dom, amounts and the catalogue.
 */

import { WORDS, digits, errorSentence, fill, joined } from "../words.js";
import { button, el, find, icon } from "../dom.js";
import { amount } from "../pure/decision_view.js";

const EVERY_MS = 1000;

/** @typedef {import("../handing.js").Work} Work */

/** @type {Readonly<Record<Work["state"], string>>} */
const ICONS = { saving: "i-unknown", stored: "i-stored", granted: "i-granted", refused: "i-refused", failed: "i-error", undone: "i-undo" };

/** What was handed over, or how it stands. @param {Work} work @returns {string[]} */
function wordsOf(work) {
  if (work.code) return [errorSentence(work.code)];
  if (work.state === "saving") return [WORDS.saving];
  if (work.state === "stored") return [WORDS.stored];
  if (work.state === "undone") return [WORDS.undone];
  const granted = work.lines.filter((line) => line.decision === "granted");
  if (granted.length === 0) return [WORDS.notNow];
  if (granted.length > 2) return [fill(WORDS.manyProgrammes, { n: granted.length })];
  return granted.flatMap(({ programme, quantity }) => {
    const { title_fa = programme, unit_fa = "" } = work.titles[programme] ?? {};
    return granted.length > 1 ? [title_fa] : [title_fa, amount(quantity, unit_fa)];
  });
}

/** @param {number} ms */
function minutes(ms) {
  const seconds = Math.ceil(ms / 1000);
  return digits(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
}

/**
 * Keeps the list fresh. What nobody needs any more goes by itself; what went wrong stays until it is tapped.
 * @param {ParentNode} root
 * @param {import("../handing.js").Handing} handing
 * @returns {() => void} unmount
 */
export function mountRecent(root, handing) {
  const list = find(root, "#recent", HTMLElement);
  /** Which one is asked about: taking back takes two taps. @type {Work | null} */
  let asked = null;

  /** @param {Work} work */
  function ends(work) {
    if (asked !== work) return [undoButton(work)];
    const yes = button("chip-yes", WORDS.undoYes, () => {
      asked = null;
      handing.undo(work);
    });
    return [yes, button("chip-no", WORDS.undoNo, () => void ((asked = null), draw()))];
  }

  /** @param {Work} work */
  function undoButton(work) {
    const made = button("chip-undo", WORDS.undo, () => void ((asked = work), draw()), "i-undo");
    made.append(el("time", { class: "chip-left", text: minutes(handing.undoLeft(work)) }));
    return made;
  }

  /** @param {Work} work */
  function chip(work) {
    const title = joined(work.label, ...wordsOf(work));
    const said = el("span", { class: "chip-said" }, icon(ICONS[work.state]), el("span", { class: "chip-title", text: title }));
    const made = el("li", { class: "chip", "data-state": work.code ? "failed" : work.state }, said);
    if (handing.undoLeft(work) > 0 && !work.code) made.append(...ends(work));
    else if (work.state !== "saving") made.append(button("chip-no", WORDS.close, () => handing.forget(work)));
    return made;
  }

  function draw() {
    const shown = handing.works.filter((work) => work.state !== "granted" || work.code || handing.undoLeft(work) > 0);
    list.replaceChildren(...shown.slice(0, 4).map(chip));
    list.hidden = shown.length === 0;
  }

  /** Only the minutes change by themselves, so that a tap never meets another button than it was meant for. */
  function tick() {
    const shown = handing.works.filter((work) => handing.undoLeft(work) > 0 && work !== asked);
    const times = [...list.querySelectorAll(".chip-left")];
    if (times.length !== Math.min(4, shown.length)) return draw();
    shown.slice(0, 4).forEach((work, place) => void ((times[place] ?? list).textContent = minutes(handing.undoLeft(work))));
  }

  const letGo = handing.watch(draw);
  const timer = setInterval(tick, EVERY_MS);
  draw();
  return () => {
    letGo();
    clearInterval(timer);
  };
}
