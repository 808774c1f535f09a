// @ts-check
/**
 * Who may collect for a household: alternates are added, and anybody is blocked without a word, or not any more.
 *
 * Each is an act of its own and saved at once; what is being typed of the people above stays as it is.
 * Imports fields and the register's routes.
 */

import { WORDS, errorSentence, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { addAlternate, blockCollector, readCollectors } from "../../api_register.js";
import { codeOf, insist } from "../../insist.js";
import { fullName } from "../../pure/register_view.js";
import { panel } from "../sheet.js";
import { makeSwitch } from "../switch.js";
import { field } from "./field.js";

/** @typedef {import("../../wire_register.js").HouseholdRecord} HouseholdRecord */
/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */
/** @typedef {{ person: string, given_name: string, family_name: string, relation: string, blocked: boolean }} Collector */

/** The panel below a household's people. @param {HouseholdRecord} record @param {import("./record_act.js").ActDeps} deps */
export function collectorsPanel({ household, members, alternates }, { pending, onLocked }) {
  const said = el("p", { class: "form-said", role: "status" });
  const list = el("ul", { class: "record" });
  const given = field("collector-given", WORDS.givenName);
  const family = field("collector-family", WORDS.familyName);
  const relation = field("collector-relation", WORDS.relation);
  const keep = button("second", WORDS.addAlternate, () => void add(), "i-person");
  keep.id = "collector-add";
  let act_id = pending.newId();

  /** Whether it was done; else it is said why not. @param {Outcome} outcome */
  function done(outcome) {
    if (onLocked(outcome)) return false;
    said.textContent = outcome.kind === "answer" ? "" : errorSentence(codeOf(outcome));
    return outcome.kind === "answer";
  }

  /** @param {Collector} one @param {string} note */
  function line(one, note) {
    const block = makeSwitch(WORDS.alternateBlocked, one.blocked, async (on) => {
      const id = pending.newId();
      return done(await insist(() => blockCollector({ act_id: id, household, person: one.person, on }))) ? on : !on;
    });
    const who = el("div", {}, el("strong", {}, el("bdi", { text: fullName(one) })), el("span", { class: "quiet", text: joined(note, one.relation === note ? "" : one.relation) }));
    return el("li", { class: "record-line collector" }, who, block);
  }

  /** @param {readonly Collector[]} people @param {readonly Collector[]} others */
  function draw(people, others) {
    list.replaceChildren(...people.map((one) => line(one, WORDS.memberOf)), ...others.map((one) => line(one, WORDS.alternate)));
  }

  async function add() {
    const family_name = family.input.value.trim();
    if (family_name === "") {
      family.say(errorSentence("name-missing"), "fault");
      return family.input.focus();
    }
    family.say("");
    const named = { act_id, household, family_name, given_name: given.input.value.trim(), relation: relation.input.value.trim() };
    keep.disabled = true;
    if (done(await insist(() => addAlternate(named)))) await again();
    keep.disabled = false;
  }

  /** The list as it is now; the fields are for the next one. */
  async function again() {
    act_id = pending.newId();
    for (const one of [given, family, relation]) one.input.value = "";
    const outcome = await readCollectors(household);
    if (!done(outcome) || outcome.kind !== "answer") return;
    const blocked = new Set(/** @type {string[]} */ (outcome.value.blocked));
    const marked = (/** @type {Omit<Collector, "blocked">} */ one) => ({ ...one, blocked: blocked.has(one.person) });
    draw(members.map(marked), outcome.value.alternates.map(marked));
  }

  draw(members, alternates);
  const fields = el("div", { class: "asks" }, given.root, family.root, relation.root);
  return panel("collectors", WORDS.collectorsTitle, el("p", { class: "quiet", text: WORDS.collectorsHelp }), list, fields, said, keep);
}
