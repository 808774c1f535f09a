// @ts-check
/**
 * The lead's tablets: which are paired, who holds them, a new one by QR, a new name, practice, no tablet any more.
 * Imports the list's frame and the sheet of the code.
 */

import { WORDS } from "../words.js";
import { setPractice } from "../api_register.js";
import { make, makeButton } from "../make.js";
import { momentWords } from "../pure/jalali.js";
import { makeSureButton, openSheet } from "./dialog.js";
import { bring, mountRoster, rosterLine } from "./roster_page.js";
import { makeSwitch } from "./switch.js";
import { makeTabletName } from "./tablet_name.js";
import { openPairing } from "./pairing_sheet.js";

/** @typedef {import("../wire_access.js").TabletLine} TabletLine */
/**
 * @typedef {object} TabletsDeps
 * @property {Pick<typeof import("../access.js"), "readTablets" | "makePairing" | "revokeTablet" | "renameTablet">} access
 * @property {string} here this tablet
 * @property {boolean} leads whether a lead looks, who alone says where people practise
 * @property {() => void} onBack
 * @property {(outcome: import("../pure/outcome.js").Outcome) => boolean} onLocked whether the screen was left
 */

/** @param {HTMLElement} root @param {TabletsDeps} deps @returns {() => void} unmount */
export function mountTablets(root, deps) {
  const { access } = deps;
  const add = makeButton("first", WORDS.addTablet, pairOne);
  add.id = "add-tablet";
  const { list, say } = mountRoster(root, { title: WORDS.tablets, onBack: deps.onBack, top: [add] });
  const shown = { say, onLocked: deps.onLocked };
  let over = false;

  async function refresh() {
    const lines = /** @type {TabletLine[] | null} */ (await bring(access.readTablets(), shown));
    if (lines && !over) list.replaceChildren(...lines.sort(byStanding).map(line));
    return lines;
  }

  async function pairOne() {
    const pairing = await bring(access.makePairing(), shown);
    if (pairing && !over) openPairing(pairing, { look: refresh, again: pairOne });
  }

  /** @param {TabletLine} tablet */
  function line(tablet) {
    const here = tablet.tablet === deps.here;
    const rename = makeButton("second", WORDS.rename, () => askName(tablet));
    const revoke = makeSureButton(WORDS.revoke, WORDS.revokeSure, async () => {
      if (await bring(access.revokeTablet(tablet.tablet), shown)) await refresh();
    });
    const drawn = rosterLine(tablet.name, notesOf(tablet, here), tablet.revoked_at ? [] : [rename, deps.leads && practice(tablet), !here && revoke]);
    drawn.classList.toggle("line-off", tablet.revoked_at !== null);
    return drawn;
  }

  /** Its own page begins anew at once, another tablet's with its next request. @param {TabletLine} tablet */
  function practice({ tablet, practises }) {
    return makeSwitch(WORDS.practice, practises, async (on) => {
      const done = await bring(setPractice(on, tablet), shown);
      if (done && tablet === deps.here) location.reload();
      else if (done) await refresh();
      return done ? done.on : !on;
    });
  }

  /** @param {TabletLine} tablet */
  function askName(tablet) {
    const place = makeTabletName(tablet.name);
    const form = make("form", { autocomplete: "off", novalidate: true }, place.element, make("button", { class: "first", type: "submit" }, WORDS.save));
    form.append(makeButton("second", WORDS.cancel, () => sheet.close()));
    const sheet = openSheet("sheet-name", WORDS.rename, [form]);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (place.name() === "") return place.field.focus();
      sheet.close();
      if (await bring(access.renameTablet(tablet.tablet, place.name()), shown)) await refresh();
    });
  }

  refresh();
  return () => void (over = true);
}

/** @param {TabletLine} tablet @param {boolean} here */
function notesOf({ holder, last_seen_at, revoked_at }, here) {
  const held = holder ? `${WORDS.heldBy} ${holder}` : "";
  const seen = last_seen_at ? `${WORDS.lastSeen} ${momentWords(last_seen_at, Date.now())}` : WORDS.neverSeen;
  return [here ? WORDS.thisTablet : "", revoked_at ? WORDS.revoked : held, seen];
}

/** Those that may work first, then by name. @param {TabletLine} one @param {TabletLine} other */
function byStanding(one, other) {
  return Number(one.revoked_at !== null) - Number(other.revoked_at !== null) || one.name.localeCompare(other.name, "fa", { numeric: true });
}
