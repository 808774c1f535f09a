// @ts-check
/**
 * The frame of all screens: the status strip above, the way to each place beside it, one place at a time.
 *
 * What is being saved lives here, so it goes on whichever place is open. Imports the places; whatever they need
 * is brought in.
 */

import { WORDS, errorSentence } from "../words.js";
import { ask } from "../ask.js";
import { button, find, stamp } from "../dom.js";
import { Handing } from "../handing.js";
import { onRing } from "../queue/bell.js";
import { roundHere } from "../queue/round.js";
import { known } from "../queue/store.js";
import { mountDesk } from "./desk.js";
import { emptyLine } from "./sheet.js";
import { mountStatus } from "./status.js";

/**
 * @typedef {object} HouseDeps
 * @property {Pick<typeof import("../api.js"), "scan" | "handOut" | "readStatus">} api
 * @property {typeof import("../api_shift.js")} shift
 * @property {typeof import("../pending.js")} pending
 * @property {typeof import("../camera.js").readCards} readCards
 * @property {typeof import("../decoder.js").readPhoto} readPhoto
 * @property {import("../wire.js").SessionReply & { operator: import("../wire_access.js").SignedIn | null }} session
 * @property {(outcome: import("../pure/outcome.js").Outcome) => boolean} onLocked whether it ended the work
 */
/** @typedef {HouseDeps & { handing: Handing, refreshStatus: () => void }} PlaceDeps refreshStatus: the strip is read anew */
/** @typedef {(root: HTMLElement, deps: PlaceDeps) => () => void} Mount */
/** @typedef {{ name: string, icon: string, word: string, load: () => Promise<Mount>, lead?: boolean, right?: string, asks?: string, here?: () => Promise<boolean> }} Place right: whom the lead gave it has the place too; asks: there is one where the site says so; here: while this tablet has it */

/** The desk comes with the page; the other places when they are first opened, so that the first card need not wait. @type {readonly Place[]} */
const PLACES = [
  { name: "desk", icon: "i-scan", word: WORDS.placeDesk, load: async () => mountDesk },
  { name: "no-card", icon: "i-no-card", word: WORDS.placeNoCard, load: async () => (await import("./no_card.js")).mountNoCard },
  { name: "night", icon: "i-bed", word: WORDS.placeNight, load: async () => (await import("./shelter/night.js")).mountNight, asks: "shelter" },
  { name: "tally", icon: "i-tally", word: WORDS.placeTally, load: async () => (await import("./tally.js")).mountTally },
  { name: "history", icon: "i-history", word: WORDS.placeHistory, load: async () => (await import("./history.js")).mountHistory },
  { name: "rounds", icon: "i-visit", word: WORDS.placeRounds, load: async () => (await import("./rounds/round.js")).mountRounds, here: roundHere },
  { name: "services", icon: "i-parked", word: WORDS.placeServices, load: async () => (await import("./services/services.js")).mountServices },
  { name: "register", icon: "i-register", word: WORDS.placeRegister, load: async () => (await import("./register/register.js")).mountRegister, lead: true, right: "register" },
  { name: "lead", icon: "i-lead", word: WORDS.placeLead, load: async () => (await import("./lead/lead.js")).mountLead, lead: true },
  { name: "settings", icon: "i-settings", word: WORDS.placeSettings, load: async () => (await import("./settings.js")).mountSettings },
];

/** Where a tablet worked while the site could not say who works there; it goes on there when it can. */
let before = "";

/** Who may see the lead's place. @param {HouseDeps["session"]} session */
function leads({ operator }) {
  return operator !== null && ["lead", "admin"].includes(operator.role);
}

/** Whom the lead gave a right. @param {HouseDeps["session"]} session @param {string} [right] */
function holds({ operator }, right) {
  return right !== undefined && (operator?.rights ?? []).includes(right);
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
  let turn = 0;

  /** @param {Place} place */
  async function open(place) {
    const mine = (turn += 1);
    before = given.session.operator ? "" : place.name;
    for (const one of rail.children) one.setAttribute("aria-current", one.id === `to-${place.name}` ? "page" : "false");
    const mount = await place.load().catch(() => null);
    if (mine !== turn) return;
    unmount();
    unmount = () => {};
    if (mount) unmount = mount(view, deps);
    else view.replaceChildren(emptyLine(errorSentence("no-answer")));
  }

  const shown = PLACES.filter((place) => !place.lead || leads(deps.session) || holds(deps.session, place.right));
  rail.append(...shown.map((place) => wayTo(place, () => open(place))));
  for (const { name, asks } of shown) if (asks) ask("GET", asks).then(async (outcome) => void (find(rail, `#to-${name}`, HTMLElement).hidden = !(outcome.kind === "answer" ? outcome.value.night : outcome.kind === "silence" && (await known("night").catch(() => null)))));
  const look = () => shown.forEach(async ({ name, here }) => here && void (find(rail, `#to-${name}`, HTMLElement).hidden = !(await here())));
  const unwatch = onRing(look);
  look();
  const first = shown.find(({ name }) => name === before) ?? shown[0];
  if (first) open(first);
  deps.handing.settle();
  return () => {
    turn += 1;
    unwatch();
    unmount();
    letGo();
    status.unmount();
  };
}

/** @param {Place} place @param {() => void} onTap */
function wayTo(place, onTap) {
  const made = button("way", place.word, onTap, place.icon);
  made.id = `to-${place.name}`;
  made.hidden = place.asks !== undefined || place.here !== undefined;
  return made;
}
