// @ts-check
/**
 * The night without contact: what is said of it, what waits for the site, and which figures the tablet remembers.
 * Imports dom, the queue's store and link, and the night's words.
 */

import { fill } from "../../words.js";
import { el } from "../../dom.js";
import { lastNight } from "../../pure/shelter_view.js";
import { practising } from "../../practice/mode.js";
import { link } from "../../queue/link.js";
import { known, learn } from "../../queue/store.js";
import { readShelter } from "../../api_shelter.js";
import { ageSaid } from "./parts.js";
import { NIGHT } from "./words.js";

/** @typedef {import("../../wire_shelter.js").ShelterReply} ShelterReply */

/** Panels that show what the tablet itself knows. */
const STAY_OPEN = ".panel:not(.panel-others, .panel-late)";

/** The night as the site tells it, and remembered; silence where it gives no answer. @returns {Promise<import("../../pure/outcome.js").Outcome>} */
export async function askNight() {
  const outcome = link.learn(await readShelter());
  if (outcome.kind === "answer" && !practising()) {
    const told = /** @type {ShelterReply} */ (outcome.value);
    await learn("night", () => (told.night === null ? undefined : lastNight(told, Date.now()))).catch(() => undefined);
  }
  return outcome;
}

/** What the tablet remembers of the night, if anything. */
export const remembered = () => known("night").catch(() => undefined);

/** This screen's files are kept from now on, so that it opens without the site too. */
export function keepScreen() {
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage("keep-opened"));
}

/** Adds the strip that says how it is; it is there only without contact. @param {Element} place @param {HTMLElement} panels what waits for the site */
export function mountAway(place, panels) {
  const age = el("p", { class: "quiet" });
  const strip = el("div", { class: "night-away", role: "status", hidden: true }, el("strong", { text: NIGHT.away }), el("p", { text: NIGHT.awayBed }), el("p", { text: NIGHT.awayRest }), age);
  place.prepend(strip);
  return (/** @type {boolean} */ away, /** @type {number | null} */ heard_at) => {
    strip.hidden = !away;
    age.textContent = heard_at === null ? "" : fill(NIGHT.asOf, { age: ageSaid(heard_at, Date.now()) });
    for (const one of panels.querySelectorAll(STAY_OPEN)) one.toggleAttribute("inert", away);
  };
}
