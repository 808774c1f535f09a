// @ts-check
/** One step that needs a card: what it is for, the reader, and what came of it. Imports dom, the reader and refusals in words. */

import { WORDS, fill } from "../../words.js";
import { el } from "../../dom.js";
import { refusalOf } from "../../pure/card_view.js";
import { mountReader } from "./reader.js";

/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */

/**
 * Shows the step; after a refusal the next card may be shown at once.
 * @param {HTMLElement} root
 * @param {import("../house.js").PlaceDeps} deps
 * @param {{ help: string, act: (text: string) => Promise<Outcome>, onDone: (value: any) => void, more?: Node[] }} step
 * @returns {() => void} unmount
 */
export function mountScanStep(root, deps, { help, act, onDone, more = [] }) {
  const said = el("div", { class: "card-said", role: "status" });
  const side = el("div", { class: "scan-side" }, el("h3", { text: help }), said, ...more);
  const page = el("div", { class: "scan-step" }, side);
  root.replaceChildren(page);
  let here = true;

  const stop = mountReader(page, deps, async (text) => {
    said.replaceChildren(el("p", { class: "quiet", text: WORDS.loading }));
    const outcome = await act(text);
    if (!here || deps.onLocked(outcome)) return;
    if (outcome.kind !== "answer") return said.replaceChildren(...refusalLines(outcome));
    here = false;
    stop();
    onDone(outcome.value);
  });
  return () => {
    here = false;
    stop();
  };
}

/** A refusal, and under it since when. @param {Outcome} outcome @returns {HTMLElement[]} */
export function refusalLines(outcome) {
  const { sentence, when } = refusalOf(outcome, Date.now());
  return [el("p", { class: "warning", role: "alert" }, el("span", { text: sentence }), ...(when ? [el("span", { class: "card-when", text: when })] : []))];
}

/** That an act was done, with what it brought together. @param {string} sentence @param {string} note @param {readonly string[]} [collisions] programmes of which both had taken */
export function doneLines(sentence, note, collisions = []) {
  const lines = [note, collisions.length > 0 ? fill(WORDS.collided, { n: collisions.length }) : ""].filter(Boolean);
  return el("div", { class: "card-done", role: "status", tabindex: -1 }, el("strong", { text: sentence }), ...lines.map((text) => el("p", { text })));
}
