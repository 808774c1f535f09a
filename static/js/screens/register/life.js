// @ts-check
/** What happens in a family: a birth, a death, a move, another head, a split. Imports the record's frame and the small forms. */

import { WORDS, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { saveLifeEvent } from "../../api_register.js";
import { choice } from "../sheet.js";
import { birthForm, deathForm, headForm, moveForm, splitForm } from "./life_forms.js";
import { mountRecordAct } from "./record_act.js";

/** @typedef {import("./record_act.js").Desk} Desk */
/** @typedef {import("./record_act.js").ActDeps} ActDeps */
/** @typedef {"birth" | "death" | "move" | "head" | "split"} Kind */

/** @type {Readonly<Record<Kind, { word: string, form: (record: Desk["record"]) => import("./life_forms.js").LifeForm }>>} */
const KINDS = {
  birth: { word: WORDS.changeBirth, form: birthForm },
  death: { word: WORDS.changeDeath, form: deathForm },
  move: { word: WORDS.changeMove, form: moveForm },
  head: { word: WORDS.changeHead, form: headForm },
  split: { word: WORDS.lifeSplit, form: splitForm },
};

/** Fills the place. @param {HTMLElement} root @param {import("../../wire_search.js").HouseholdFound} found @param {ActDeps} deps @returns {() => void} unmount */
export function mountLife(root, { household }, deps) {
  const place = el("div");
  const here = el("div", { class: "panel-buttons" });
  root.replaceChildren(here, place);
  return mountRecordAct(place, household, deps, (desk) => ({ node: living(desk, deps, here) }));
}

/** @param {Desk} desk @param {ActDeps} deps @param {HTMLElement} here below what is said, where the household that parted is opened */
function living({ record, say, save }, deps, here) {
  let kind = /** @type {Kind} */ ("birth");
  let form = KINDS[kind].form(record);
  let act_id = deps.pending.newId();
  const place = el("div", {}, form.root);
  const words = Object.entries(KINDS).map(([value, { word }]) => ({ value, word }));
  const kinds = choice(WORDS.actLife, words, () => kind, (chosen) => {
    kind = /** @type {Kind} */ (chosen);
    form = KINDS[kind].form(record);
    act_id = deps.pending.newId();
    place.replaceChildren(form.root);
    say("");
  });
  const keep = button("first-small", WORDS.lifeSave, () => void send(), "i-tick");
  keep.id = "life-save";

  async function send() {
    const event = form.read();
    if (typeof event === "string") return say(event);
    const { household, version } = record;
    await save(() => saveLifeEvent(household, { act_id, version, kind, ...event }), (saved) => {
      if (saved.new_household) opened(saved.new_household);
      return saved.code ? fill(WORDS.splitSaved, { code: saved.code }) : fill(WORDS.versionSaved, { n: saved.version });
    });
  }

  /** The one that parted needs a card of its own. @param {string} household */
  function opened(household) {
    const way = button("second", WORDS.openOther, () => deps.openOther?.(household));
    way.id = "open-other";
    here.replaceChildren(way);
  }

  return el("div", { class: "register-body life" }, kinds, place, keep);
}
