// @ts-check
/**
 * The frame of all screens: the status strip above, the way to each place beside it, one place at a time.
 *
 * What is being saved lives here, so it goes on whichever place is open. Imports the places; whatever they need
 * is brought in.
 */

import { WORDS } from "../words.js";
import { button, find, stamp } from "../dom.js";
import { Handing } from "../handing.js";
import { mountDesk } from "./desk.js";
import { mountHistory } from "./history.js";
import { mountLead } from "./lead/lead.js";
import { mountNoCard } from "./no_card.js";
import { mountSettings } from "./settings.js";
import { mountStatus } from "./status.js";
import { mountTally } from "./tally.js";

/**
 * @typedef {object} HouseDeps
 * @property {typeof import("../api.js")} api
 * @property {typeof import("../api_shift.js")} shift
 * @property {typeof import("../pending.js")} pending
 * @property {typeof import("../camera.js").readCards} readCards
 * @property {typeof import("../decoder.js").readPhoto} readPhoto
 * @property {import("../wire.js").SessionReply} session
 * @property {() => void} onLocked
 */
/** @typedef {HouseDeps & { handing: Handing, refreshStatus: () => void }} PlaceDeps refreshStatus: the strip is read anew */
/** @typedef {{ name: string, icon: string, word: string, mount: (root: HTMLElement, deps: PlaceDeps) => () => void, lead?: boolean }} Place */

/** @type {readonly Place[]} */
const PLACES = [
  { name: "desk", icon: "i-scan", word: WORDS.placeDesk, mount: mountDesk },
  { name: "no-card", icon: "i-no-card", word: WORDS.placeNoCard, mount: mountNoCard },
  { name: "tally", icon: "i-tally", word: WORDS.placeTally, mount: mountTally },
  { name: "history", icon: "i-history", word: WORDS.placeHistory, mount: mountHistory },
  { name: "lead", icon: "i-lead", word: WORDS.placeLead, mount: mountLead, lead: true },
  { name: "settings", icon: "i-settings", word: WORDS.placeSettings, mount: mountSettings },
];

/** Who may see the lead's place; while nobody signs in by name, everybody who opened the desk. @param {import("../wire.js").SessionReply} session */
function leads({ operator }) {
  return !operator || ["lead", "admin"].includes(operator.role);
}

/**
 * Opens the house at the desk, and first settles what an earlier life of the page left without an answer.
 * @param {HTMLElement} root
 * @param {HouseDeps} given
 * @returns {() => void} unmount
 */
export function mountHouse(root, given) {
  root.replaceChildren(stamp("t-house"));
  const status = mountStatus(root, { api: given.api, desk: given.session.desk, onLocked: given.onLocked });
  const deps = { ...given, handing: new Handing(given), refreshStatus: () => void status.refresh() };
  const letGo = deps.handing.watch(() => void (deps.handing.works[0]?.state !== "saving" && status.refresh()));
  const view = find(root, "#view", HTMLElement);
  const rail = find(root, "#rail", HTMLElement);
  let unmount = () => {};

  /** @param {Place} place */
  function open(place) {
    unmount();
    view.dataset["place"] = place.name;
    for (const one of rail.children) one.setAttribute("aria-current", one.id === `to-${place.name}` ? "page" : "false");
    unmount = place.mount(view, deps);
  }

  const shown = PLACES.filter((place) => !place.lead || leads(deps.session));
  rail.append(...shown.map((place) => wayTo(place, () => open(place))));
  if (shown[0]) open(shown[0]);
  deps.handing.settle();
  return () => {
    unmount();
    letGo();
    status.unmount();
  };
}

/** @param {Place} place @param {() => void} onTap */
function wayTo(place, onTap) {
  const made = button("way", place.word, onTap, place.icon);
  made.id = `to-${place.name}`;
  return made;
}
