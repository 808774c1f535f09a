// @ts-check
/** A list goes out: what, in which form, with HXL tags or without; saved as it comes, and called off if need be. Imports dom. */

import { WORDS, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { exportPath, orderExport } from "../../api_lists.js";
import { saveFile } from "../../save_file.js";
import { choice, panel } from "../sheet.js";
import { comingWords } from "./save_button.js";

/** @typedef {import("../../wire_lists.js").Exported} Exported */
/** @typedef {import("../../wire_lists.js").Form} Form */

/** Adds the panel. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountExport(page, { onLocked }) {
  const wanted = { what: /** @type {Exported} */ ("counts"), format: /** @type {Form} */ ("xlsx"), hxl: false };
  const personal = el("p", { class: "list-personal", hidden: true, text: WORDS.exportPersonal });
  const said = el("p", { class: "list-step", role: "status" });
  const bar = el("progress", { class: "sending-bar", hidden: true, "aria-label": WORDS.exportTitle });
  const go = button("first-small", WORDS.exportGo, () => void order(), "i-lists");
  const cancel = button("second", WORDS.cancel, () => over.abort());
  let over = new AbortController();
  cancel.hidden = true;

  const what = choice(WORDS.exportWhat, [{ value: "counts", word: WORDS.exportCounts }, { value: "handouts", word: WORDS.exportHandouts }, { value: "people", word: WORDS.exportPeople }], () => wanted.what, (value) => {
    wanted.what = /** @type {Exported} */ (value);
    personal.hidden = value !== "people";
  });
  const form = choice(WORDS.exportForm, ["xlsx", "csv", "json"].map((value) => ({ value, word: value.toUpperCase(), lang: "en" })), () => wanted.format, (value) => {
    wanted.format = /** @type {Form} */ (value);
    tags.hidden = value === "json";
  });
  const tags = choice(WORDS.exportHxl, [{ value: "off", word: WORDS.off }, { value: "on", word: WORDS.on }], () => (wanted.hxl ? "on" : "off"), (value) => {
    wanted.hxl = value === "on";
  });

  /** @param {boolean} on */
  function run(on) {
    go.disabled = on;
    bar.hidden = cancel.hidden = !on;
  }

  async function order() {
    over = new AbortController();
    run(true);
    said.textContent = comingWords(0);
    said.textContent = await made(over.signal);
    run(false);
  }

  /** What came of it, in words. @param {AbortSignal} signal */
  async function made(signal) {
    const hxl = wanted.hxl && wanted.format !== "json";
    const ordered = await orderExport(wanted.what, wanted.format, hxl);
    if (onLocked(ordered)) return "";
    if (ordered.kind !== "answer") return errorSentence(codeOf(ordered));
    const { export: id, name, rows } = /** @type {import("../../wire_lists.js").ExportReply} */ (ordered.value);
    const saved = signal.aborted ? null : await saveFile(exportPath(id), name, signal, (bytes) => void (said.textContent = comingWords(bytes)));
    if (saved === null) return "";
    return saved.kind === "answer" ? fill(WORDS.exportDone, { n: rows }).replace("{name}", `\u2068${name}\u2069`) : errorSentence(codeOf(saved));
  }

  const body = el("div", { class: "panel-body" }, what, form, tags, personal, el("div", { class: "panel-buttons" }, go, cancel), bar, said);
  page.append(panel("export", WORDS.exportTitle, el("p", { class: "quiet", text: WORDS.exportHelp }), body));
  return () => over.abort();
}
