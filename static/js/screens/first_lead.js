// @ts-check
/**
 * The first start of a site: the terminal's code, who the first lead is, his PIN twice.
 *
 * Nobody else can be signed in before, and the code works once; so this screen also pairs the tablet.
 * Imports the steps, the pad and making of elements.
 */

import { WORDS, errorSentence } from "../words.js";
import { make, makeButton } from "../make.js";
import { CHOOSE, choosing } from "../pure/pin_pad.js";
import { mountCodeStep } from "./code_step.js";
import { makePad } from "./pin_pad.js";
import { makeTabletName } from "./tablet_name.js";

/** @typedef {{ name: string, tablet_name: string }} About */
/** @typedef {import("../pure/outcome.js").Outcome} Outcome */
/**
 * @typedef {object} FirstLeadDeps
 * @property {(code: string, lead: { name: string, pin: string, tablet_name: string }) => Promise<Outcome>} makeFirstLead
 * @property {typeof import("../camera.js").readCards} readCards
 * @property {(session: import("../wire_access.js").SignedIn) => void} onMade
 * @property {string | null} code that the page was opened with
 */

const SAID = { choose: WORDS.pinChoose, repeat: WORDS.pinRepeat, easy: errorSentence("pin-weak"), differ: WORDS.pinDiffer, done: WORDS.signingIn };

/** @param {HTMLElement} root @param {FirstLeadDeps} deps @returns {() => void} unmount */
export function mountFirstLead(root, deps) {
  let stop = () => {};

  function askCode(hint = "") {
    stop();
    const lines = [WORDS.firstAwaitedHelp];
    stop = mountCodeStep(root, { title: WORDS.firstAwaited, lines, hint, readCards: deps.readCards, onCode: (code) => askWho(code) });
  }

  /** @param {string} code @param {About} [about] */
  function askWho(code, about) {
    stop();
    stop = () => {};
    const name = make("input", { id: "name", type: "text", autocomplete: "off", spellcheck: "false", maxlength: "60", enterkeyhint: "next" });
    name.value = about?.name ?? "";
    const place = makeTabletName(about?.tablet_name);
    const hint = make("p", { class: "hint", role: "alert" });
    const form = make("form", { class: "gate gate-one", autocomplete: "off", novalidate: true }, make("h1", {}, WORDS.firstTitle), make("p", {}, WORDS.firstHelp));
    form.append(make("label", { for: "name" }, WORDS.yourName), name, place.element, hint, make("button", { id: "go-on", class: "first", type: "submit" }, WORDS.goOn));
    root.replaceChildren(make("main", { class: "gate-screen" }, form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const missing = name.value.trim() === "" ? name : place.name() === "" ? place.field : null;
      if (!missing) return askPin(code, { name: name.value.trim(), tablet_name: place.name() });
      hint.textContent = errorSentence(missing === name ? "name-missing" : "tablet-name-missing");
      missing.focus();
    });
    if (!about) name.focus();
  }

  /** @param {string} code @param {About} about @param {string} [why] */
  function askPin(code, about, why = "") {
    stop();
    let state = CHOOSE;
    const said = make("h1", { "aria-live": "polite" }, SAID.choose);
    const hint = make("p", { class: "hint", role: "alert" }, why);
    const pad = makePad(WORDS.pin, (key) => {
      state = choosing(state, key);
      if (["easy", "differ"].includes(state.said) && state.digits === "") pad.shake();
      said.textContent = SAID[state.said];
      hint.textContent = "";
      pad.show(state.said === "done" ? state.chosen : state.digits);
      if (state.said === "done") send(code, { ...about, pin: state.chosen }, pad);
    });
    const text = make("section", { class: "gate-who" }, said, make("p", {}, WORDS.pinNever), hint, makeButton("second", WORDS.back, () => askWho(code, about)));
    root.replaceChildren(make("main", { class: "gate" }, text, make("section", { class: "gate-pad" }, pad.element)));
    pad.show("");
    stop = pad.stop;
  }

  /** @param {string} code @param {About & { pin: string }} lead @param {import("./pin_pad.js").Pad} pad */
  async function send(code, lead, pad) {
    pad.rest(true);
    const outcome = await deps.makeFirstLead(code, lead).catch(() => null);
    if (!pad.element.isConnected) return;
    if (outcome?.kind === "answer") return deps.onMade(outcome.value.session);
    const said = !outcome ? "key-missing" : outcome.kind === "problem" ? outcome.code : "no-answer";
    if (said === "pairing-code-wrong") return askCode(errorSentence(said));
    askPin(code, lead, errorSentence(said));
  }

  if (deps.code) askWho(deps.code);
  else askCode();
  return () => stop();
}
