// @ts-check
/** A bar that fills while a list is sent, read or written, with the way to call it off. Imports dom. */

import { WORDS } from "../../words.js";
import { button, el } from "../../dom.js";
import { share, stepWords } from "../../pure/import_view.js";

/** The bar, and how it shows a state. @param {() => void} onCancel */
export function progressView(onCancel) {
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { class: "sending-bar", max: 1, "aria-label": WORDS.importTitle }));
  const said = el("p", { class: "list-step", role: "status" });
  const cancel = button("second", WORDS.cancel, onCancel);
  const place = el("div", { class: "list-progress" }, said, bar, cancel);

  /** @param {import("../../wire_lists.js").ImportReply} stands */
  function show(stands) {
    const filled = share(stands);
    if (filled === null) bar.removeAttribute("value");
    else bar.value = filled;
    const words = stepWords(stands);
    if (said.textContent !== words) said.textContent = words;
    cancel.hidden = stands.state === "writing"; // all or nothing: what is being written is not called off
  }
  return { place, show };
}
