// @ts-check
/** A log that was set back or moved: the lead is told, and the lead's PIN lets it go on. Imports dom, the sheet and the pad. */

import { errorSentence, language } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { every } from "../../every.js";
import { openEpoch } from "../../api_told.js";
import { PIN_LENGTH, pressed } from "../../pure/pin_pad.js";
import { openSheet } from "../dialog.js";
import { makePad } from "../pin_pad.js";
import { panel } from "../sheet.js";
import { LIFE, SAID } from "./told_words.js";

const EVERY_MS = 5_000;
const OVER_MS = 20_000;

/** Puts the panel above all others while there is a reason for it. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountLife(page, { api, refreshStatus, onLocked }) {
  const body = el("div", { class: "panel-body" });
  const place = panel("life", SAID["lifeTitle"] ?? "", body);
  let shown = "";
  let over_until = 0;

  async function load() {
    const outcome = await api.readStatus();
    if (outcome.kind !== "answer") return;
    const code = /** @type {import("../../wire.js").Status} */ (outcome.value).warning ?? "";
    const lines = LIFE[code];
    if (!lines) return void (performance.now() > over_until && gone());
    if (shown === code) return;
    shown = code;
    body.replaceChildren(...lines.map((line) => el("p", { text: line })), button("first", SAID["lifeConfirm"] ?? "", () => askPin(lines)));
    page.prepend(place);
  }

  function gone() {
    shown = "";
    place.remove();
  }

  /** @param {readonly string[]} lines */
  function askPin(lines) {
    let digits = "";
    const said = el("p", { class: "quiet", role: "status" });
    const pad = makePad(SAID["lifePin"] ?? "", (key) => {
      digits = pressed(digits, key);
      pad.show(digits);
      if (digits.length === PIN_LENGTH) void open();
    });
    const title = SAID["lifePin"] ?? "";
    const sheet = openSheet("sheet-pin sheet-life", title, [el("h2", { text: title }), el("p", { text: lines[1] ?? "" }), pad.element, said], () => pad.stop());
    sheet.lang = language;
    pad.show("");

    async function open() {
      const pin = digits;
      digits = "";
      pad.rest(true);
      said.textContent = SAID["lifeRuns"] ?? "";
      const outcome = await openEpoch(pin);
      if (!sheet.open) return;
      if (onLocked(outcome)) return void sheet.close();
      if (outcome.kind === "answer" || codeOf(outcome) === "epoch-not-due") return done(sheet);
      said.textContent = errorSentence(codeOf(outcome));
      pad.rest(false);
      pad.show("");
      pad.shake();
    }
  }

  /** @param {HTMLDialogElement} sheet */
  function done(sheet) {
    sheet.close();
    shown = "";
    over_until = performance.now() + OVER_MS;
    body.replaceChildren(el("p", { role: "status", text: SAID["lifeOver"] ?? "" }));
    refreshStatus(); // this tablet finds its own rows again, and brings what was lost
  }

  const stop = every(EVERY_MS, () => void load());
  return () => {
    stop();
    gone();
  };
}
