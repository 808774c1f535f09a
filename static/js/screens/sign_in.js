// @ts-check
/**
 * Signing in: a name, six digits, and the desk opens with the last of them.
 *
 * Names of those who signed in since the page was opened are offered again; they are held in memory only,
 * so that a tablet that is switched off tells nobody who works here. Imports making of elements and the pad.
 */

import { WORDS, digits as inDigits, errorSentence } from "../words.js";
import { make, makeButton, makeIcon } from "../make.js";
import { PIN_LENGTH, pressed } from "../pure/pin_pad.js";
import { makePad } from "./pin_pad.js";

/** @typedef {import("../pure/outcome.js").Outcome} Outcome */
/**
 * @typedef {object} SignInDeps
 * @property {(name: string, pin: string) => Promise<Outcome>} signIn
 * @property {(outcome: import("../pure/outcome.js").Outcome, name: string) => boolean} onOutcome whether the screen is left
 * @property {readonly string[]} names of this page's life
 * @property {string} site the site's name
 * @property {string} tablet the tablet's name
 * @property {readonly string[]} said why the screen is shown
 */

/** @param {HTMLElement} root @param {SignInDeps} deps @returns {() => void} unmount */
export function mountSignIn(root, deps) {
  const screen = new SignIn(deps);
  root.replaceChildren(screen.element);
  screen.begin();
  return () => screen.close();
}

class SignIn {
  #digits = "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #waiting;

  /** @param {SignInDeps} deps */
  constructor(deps) {
    this.deps = deps;
    this.pad = makePad(WORDS.pin, (key) => this.#onKey(key));
    this.field = make("input", { id: "name", type: "text", autocomplete: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "next", maxlength: "60" });
    this.hint = make("p", { id: "sign-in-hint", class: "hint", role: "alert" });
    this.choices = deps.names.map((name) => this.#choice(name));
    this.element = this.#draw();
  }

  begin() {
    this.pad.show("");
    if (this.choices.length === 0) this.field.focus();
  }

  close() {
    clearInterval(this.#waiting);
    this.pad.stop();
  }

  #draw() {
    const { site, tablet, said } = this.deps;
    const form = make("form", { autocomplete: "off", novalidate: true }, make("label", { for: "name" }, WORDS.name), this.field);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.field.blur();
      this.#tryIt();
    });
    this.field.addEventListener("input", () => this.#mark(this.field.value));
    const who = make(
      "section",
      { class: "gate-who" },
      make("p", { class: "gate-place" }, makeIcon("tablet"), make("span", {}, [tablet, site].filter(Boolean).join(" · "))),
      make("h1", {}, WORDS.signInTitle),
      ...said.map((line) => make("p", { class: "gate-said" }, line)),
      this.choices.length > 0 && make("div", { class: "choices" }, ...this.choices),
      form,
      this.hint,
    );
    return make("main", { class: "gate" }, who, make("section", { class: "gate-pad" }, make("h2", {}, WORDS.pin), this.pad.element));
  }

  /** @param {string} name */
  #choice(name) {
    const choice = makeButton("choice", name, () => {
      this.field.value = name;
      this.#mark(name);
      this.#tryIt();
    });
    choice.setAttribute("aria-pressed", "false");
    return choice;
  }

  /** @param {string} name */
  #mark(name) {
    this.hint.textContent = "";
    for (const choice of this.choices) choice.setAttribute("aria-pressed", String(choice.textContent === name));
  }

  /** @param {string} key */
  #onKey(key) {
    this.#digits = pressed(this.#digits, key);
    this.hint.textContent = "";
    this.pad.show(this.#digits);
    this.#tryIt();
  }

  async #tryIt() {
    const name = this.field.value.trim();
    if (this.#digits.length < PIN_LENGTH) return;
    if (name === "") {
      this.hint.textContent = errorSentence("name-missing");
      return this.field.focus();
    }
    this.pad.rest(true);
    this.hint.textContent = WORDS.signingIn;
    const pin = this.#digits;
    this.#digits = "";
    const outcome = await this.deps.signIn(name, pin);
    if (this.element.isConnected && !this.deps.onOutcome(outcome, name)) this.#refuse(outcome);
  }

  /** @param {Outcome} outcome */
  #refuse(outcome) {
    this.pad.show("");
    this.pad.shake();
    this.pad.rest(false);
    this.hint.textContent = errorSentence(outcome.kind === "problem" ? outcome.code : "no-answer");
    const left_s = outcome.kind === "problem" ? Number(outcome.facts["retry_after_s"]) : 0;
    if (left_s > 0) this.#waitFor(Date.now() + left_s * 1000);
  }

  /** No key counts until then, and the seconds are said. @param {number} until in ms of UTC */
  #waitFor(until) {
    clearInterval(this.#waiting);
    this.pad.rest(true);
    const tick = () => {
      const left_s = Math.ceil((until - Date.now()) / 1000);
      this.hint.textContent = left_s > 0 ? `${inDigits(left_s)} ${WORDS.waitSeconds}` : "";
      if (left_s > 0) return;
      clearInterval(this.#waiting);
      this.pad.rest(false);
    };
    this.#waiting = setInterval(tick, 1000);
    tick();
  }
}
