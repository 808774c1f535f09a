// @ts-check
/**
 * The course of one card after another: idle, looking, due, then the verdict; the next card may come while the
 * last handout is still being saved. Imports the face, sounds and words; the site's routes are brought in.
 */

import { WORDS, digits, fill } from "../words.js";
import { codeOf, insist } from "../insist.js";
import { asksCollector } from "../pure/exception.js";
import { IDLE, LOOKING, UNKNOWN, handoutView, problemHeadline, scanHeadline, storedView, withBefore } from "../pure/decision_view.js";
import { soundVerdict } from "../sounds.js";
import { secondButton, showRest, wayOfException } from "./beside.js";
import { collectorLine } from "./collector.js";
import { Face } from "./face.js";

const DWELL_MS = 1500; // a verdict stands so long before the camera may bring the next card

/** @typedef {import("./beside.js").CourseDeps} CourseDeps */
/** @typedef {import("./beside.js").Offer} Offer */

export class Course {
  /** Counts what was begun, so that a late answer to an earlier card is not shown. */
  #turn = 0;
  #resting_until = 0;
  text = "";
  #reason = /** @type {string | null} */ (null);
  #offer = /** @type {Offer | null} */ (null);
  /** The card that lies there still, also after its verdict. @type {Offer | null} */
  about = null;
  /** Shows what is due and hands nothing out. */
  lookOnly = false;

  /** @param {HTMLElement} root @param {CourseDeps} deps */
  constructor(root, deps) {
    this.deps = deps;
    this.face = new Face(root, {
      handOut: () => this.handOut(),
      next: () => this.next(),
      retry: () => this.look(this.text),
      park: () => this.park(),
      exception: wayOfException(this, deps),
      second: secondButton(deps),
    });
  }

  close() {
    this.#begin();
  }

  /** Back to scanning. */
  next() {
    this.#begin();
    this.about = null;
    this.face.say(IDLE);
  }

  /** Whether the camera's card was taken; a verdict just shown is not overwritten. @param {string} text */
  onCard(text) {
    if (performance.now() < this.#resting_until || document.querySelector("dialog[open]")) return false;
    this.look(text);
    return true;
  }

  /** Shows whose card it is and what is due, to whoever stands there. Writes nothing. @param {string} text @param {string | null} [collector] null for somebody else */
  async look(text, collector) {
    const turn = this.#begin();
    [this.text, this.about] = [text, null];
    if (this.deps.handing.isSaving(text)) return this.#say({ ...UNKNOWN, note: WORDS.savingSameCard });
    this.face.say(LOOKING);
    const outcome = await this.deps.api.scan(text, collector);
    if (turn !== this.#turn) return;
    if (outcome.kind !== "answer") return this.#showFailure(outcome, true);
    this.#showDue(text, /** @type {import("../wire.js").ScanReply} */ (outcome.value), collector);
  }

  /** Hands out what is chosen: kept on this tablet first, then sent until there is an answer. */
  async handOut() {
    const offer = this.#offer;
    const lines = offer?.list.chosen() ?? [];
    if (!offer || this.lookOnly || lines.length === 0) return;
    const turn = this.#begin();
    this.#rest();
    this.face.say(UNKNOWN);
    const begun = await this.deps.handing.begin({ ...offer, lines }).catch(() => null);
    if (!begun) return this.#say(problemHeadline("storage-missing"));
    const result = await begun.done;
    // Whoever has gone on to the next card hears the verdict and reads it among the last handouts.
    if (turn !== this.#turn) return soundVerdict(begun.work.state);
    this.showResult(result, begun.work);
    if (result.kind === "stored" && result.rest) showRest(this, begun.work, result.rest);
  }

  /** The lead decides later: the family has a number, the next card may come. */
  async park() {
    const [turn, case_id, reason] = [this.#begin(), this.deps.pending.newId(), this.#reason];
    this.face.say(LOOKING);
    const outcome = await insist(() => this.deps.shift.parkCase(case_id, this.text || null, reason));
    if (turn !== this.#turn) return;
    if (outcome.kind !== "answer") return this.#showFailure(outcome, false);
    this.#rest();
    this.#say({ state: "parked", sentence: fill(WORDS.parked, { n: outcome.value.number }), note: WORDS.parkedNote });
  }

  #begin() {
    this.#offer = null;
    return (this.#turn += 1);
  }

  #rest() {
    this.#resting_until = performance.now() + DWELL_MS;
  }

  /** @param {string} text @param {import("../wire.js").ScanReply} reply @param {string | null} [collector] */
  #showDue(text, reply, collector) {
    const titles = Object.fromEntries(reply.due.map(({ programme, title_fa, unit_fa }) => [programme, { title_fa, unit_fa }]));
    const said = scanHeadline(reply, Date.now());
    const first = asksCollector(reply) ? collectorLine(reply, { collector, ...this.deps.shift, onChoose: (person) => this.look(text, person) }) : null;
    const list = this.face.showDue(said, reply, { lookOnly: this.lookOnly, collector: collector ?? null, first });
    const label = reply.household === null ? WORDS.anonymous : digits(reply.label);
    this.#offer = this.about = { text, label, titles, collector: collector ?? null, members: reply.members, list };
    this.#reason = reply.due.find((line) => line.reason)?.reason ?? null;
    soundVerdict(said.state);
  }

  /** What came of a handout, on the screen. @param {import("../handing.js").Result} result @param {import("../handing.js").Work} work @param {import("../pure/decision_view.js").GrantedView[]} [before] handed over already */
  showResult(result, work, before = []) {
    this.#begin();
    if (result.kind !== "answer" && result.kind !== "stored") return this.#showFailure(result, false);
    const found = result.kind === "stored" ? storedView(work.request, work.titles, result.rest?.work.request.lines) : handoutView(result.value, work.titles, Date.now(), work.request.lines);
    this.face.showDecision(withBefore(found, before));
    this.#rest();
    soundVerdict(found.headline.state);
  }

  /** @param {import("../pure/decision_view.js").Headline} said */
  #say(said) {
    this.face.say(said);
    soundVerdict(said.state);
  }

  /** @param {import("../pure/outcome.js").Outcome} failure @param {boolean} again whether trying the same card again may help */
  #showFailure(failure, again) {
    if (this.deps.onLocked(failure)) return;
    const code = codeOf(failure);
    const said = problemHeadline(code, failure.kind === "problem" ? failure.facts : {}, Date.now());
    this.#reason = code;
    this.#say(said);
    if (again && said.state === "error") this.face.offerRetry();
  }
}
