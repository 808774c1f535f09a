// @ts-check
/**
 * What every act on a record does: it reads the record as it is now, and after saving reads it again.
 *
 * Somebody else may have saved meanwhile: then nothing is saved, that is said, and the record is read anew.
 * Imports dom and the register's routes.
 */

import { WORDS, errorSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { readHousehold } from "../../api_register.js";
import { codeOf, insist } from "../../insist.js";
import { emptyLine } from "../sheet.js";

/** @typedef {import("../../wire_register.js").HouseholdRecord} HouseholdRecord */
/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */
/** @typedef {import("../lead/household_acts.js").ActDeps} ActDeps */
/**
 * @typedef {object} Desk what an act has to work with
 * @property {HouseholdRecord} record
 * @property {(sentence: string, tone?: "good" | "fault") => void} say
 * @property {(send: () => Promise<Outcome>, done: (value: any) => string) => Promise<boolean>} save `send` again with the same id until it is answered; `done` says what came of it
 */

/**
 * Fills the place with the record's act, as often as it is saved.
 * @param {HTMLElement} root
 * @param {string} household
 * @param {ActDeps} deps
 * @param {(desk: Desk) => { node: Node, stop?: () => void }} draw
 * @returns {() => void} unmount
 */
export function mountRecordAct(root, household, deps, draw) {
  const said = el("p", { class: "act-said", role: "status" });
  const body = el("div", { class: "register-body" }, emptyLine(WORDS.loading));
  let here = true;
  let busy = false;
  let stop = () => {};
  root.replaceChildren(said, body);

  /** @type {Desk["say"]} */
  const say = (sentence, tone = "fault") => {
    said.textContent = sentence;
    said.dataset["tone"] = tone;
  };

  async function load() {
    const outcome = await readHousehold(household);
    if (!here || deps.onLocked(outcome)) return;
    stop();
    if (outcome.kind !== "answer") return body.replaceChildren(emptyLine(errorSentence(codeOf(outcome))), button("second", WORDS.readAgain, () => void load()));
    const drawn = draw({ record: outcome.value, say, save });
    stop = drawn.stop ?? (() => {});
    body.replaceChildren(drawn.node);
  }

  /** @type {Desk["save"]} */
  async function save(send, done) {
    if (busy) return false;
    busy = true;
    const outcome = await insist(send);
    busy = false;
    if (!here || deps.onLocked(outcome)) return false;
    const code = codeOf(outcome);
    if (outcome.kind === "answer") say(done(outcome.value), "good");
    else say(errorSentence(code));
    if (outcome.kind === "answer" || code === "household-changed") await load();
    return outcome.kind === "answer";
  }

  void load();
  return () => {
    here = false;
    stop();
    root.replaceChildren();
  };
}
