// @ts-check
/** What the central registry does not hold yet, and sending it now with a bar that fills. Imports dom and words. */

import { WORDS, errorSentence, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { every } from "../../every.js";
import { momentWords } from "../../pure/jalali.js";
import { panel } from "../sheet.js";

const EVERY_MS = 10_000;

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountSending(page, { api, shift }) {
  const left = el("p", { class: "sending-left" });
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { class: "sending-bar", max: 1, value: 0, hidden: true, "aria-label": WORDS.sendingTitle }));
  const said = el("p", { class: "quiet", role: "status" });
  const send = button("second", WORDS.sendNow, () => void begin(), "i-send");
  page.append(panel("sending", WORDS.sendingTitle, el("div", { class: "panel-body" }, left, bar, said, send)));
  const over = new AbortController();
  let running = false;

  async function begin() {
    send.disabled = true;
    const outcome = await shift.sendNow();
    if (outcome.kind === "answer") await follow(outcome.value.unsent);
    else said.textContent = errorSentence(codeOf(outcome));
    send.disabled = false;
  }

  /** Watches until it is over, whoever began it. @param {number} whole */
  async function follow(whole) {
    running = true;
    bar.hidden = false;
    await shift.followSending(over.signal, (stands) => {
      bar.max = Math.max(1, whole);
      bar.value = Math.max(0, whole - stands.unsent);
      left.textContent = stands.running ? fill(WORDS.sendingRuns, { n: stands.unsent }) : wordsOf(stands.unsent);
      if (!stands.running) said.textContent = stands.code ? errorSentence(stands.code) : "";
    });
    bar.hidden = true;
    running = false;
  }

  async function load() {
    const outcome = await api.readStatus();
    if (outcome.kind !== "answer" || running) return;
    const status = /** @type {import("../../wire.js").Status} */ (outcome.value);
    left.textContent = wordsOf(status.unsent);
    left.dataset["state"] = status.unsent > 0 ? "left" : "none";
    send.hidden = status.registry === "none";
    const contact = status.last_contact_at === null ? "" : fill(WORDS.lastContact, { when: momentWords(status.last_contact_at, Date.now()) });
    const reason = status.last_code ? errorSentence(status.last_code) : "";
    said.textContent = status.registry === "none" ? WORDS.registryNone : joined(reason, contact);
  }

  const stop = every(EVERY_MS, () => void load());
  return () => {
    over.abort();
    stop();
  };
}

/** @param {number} unsent */
function wordsOf(unsent) {
  return unsent > 0 ? fill(WORDS.sendingLeft, { n: unsent }) : WORDS.sendingDone;
}
