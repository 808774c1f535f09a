// @ts-check
/**
 * What the rules refuse, given on a lead's word: asked for first, so that the refusal is a row that the gift can
 * name; then the lead's word, where another is signed in; then the gift. None of it is ever given blind, because
 * only the site knows what was refused. Imports the line's form and the repeating of acts.
 */

import { insist } from "./insist.js";
import { exceptionLine } from "./pure/exception.js";

/** @typedef {import("./pure/outcome.js").Outcome} Outcome */
/** @typedef {import("./pure/exception.js").Exception} Exception */
/** @typedef {{ text: string, label: string, titles: import("./pure/decision_view.js").Titles, collector: string | null }} About the card that lies there */
/** @typedef {{ quantity: number, members: string[] }} Much */
/** @typedef {{ result: import("./handing.js").Result, work: import("./handing.js").Work }} Given */

export class LeadsWord {
  /** @type {string | null} */
  #ref;

  /**
   * @param {Exception} exception
   * @param {About} about
   * @param {{ handing: import("./handing.js").Handing, shift: Pick<typeof import("./api_shift.js"), "approve">, leads: boolean }} deps `leads`: a lead is signed in here
   */
  constructor(exception, about, deps) {
    this.exception = exception;
    this.about = about;
    this.deps = deps;
    this.#ref = exception.ref;
  }

  /** Whether the rules' no must stand in the log first: a lead alone confirms a collector without it. */
  get #needsRefusal() {
    return this.#ref === null && !(this.exception.kind === "collector" && this.deps.leads);
  }

  /** Asks for the line as it is; null when it was refused, as expected, else what came of it. @param {Much} much @returns {Promise<Given | null>} */
  async refuse(much) {
    if (!this.#needsRefusal) return null;
    const { programme } = this.exception;
    const { collector } = this.about;
    const given = await this.#hand({ programme, ...much, ...(collector ? { collector } : {}) });
    const line = given.result.kind === "answer" ? given.work.lines[0] : undefined;
    if (line?.decision !== "refused") return given;
    this.#ref = line.handout_id;
    this.deps.handing.forget(given.work);
    return null;
  }

  /** Asks a lead, or tells their name and digits. @param {{ name: string, pin: string }} [lead] @returns {Promise<Outcome>} */
  approve(lead) {
    return insist(() => this.deps.shift.approve([this.#ref ?? ""], lead));
  }

  /** Hands it out on the lead's word. @param {Much} much @returns {Promise<Given>} */
  async give(much) {
    const given = await this.#hand(exceptionLine(this.exception, much, { ref: this.#ref, collector: this.about.collector }));
    given.work.by_lead = !this.deps.leads;
    return given;
  }

  /** @param {import("./pending.js").ChosenLine} line @returns {Promise<Given>} */
  async #hand(line) {
    const { text, label, titles } = this.about;
    const { work, done } = await this.deps.handing.begin({ text, label, titles, lines: [line], never_blind: true });
    return { work, result: await done };
  }
}
