// @ts-check
/**
 * A list comes in: chosen, sent, read, looked at, confirmed, written. Nothing is written before the lead confirms, and
 * until then it may be put aside.
 *
 * Who leaves the tab while a list is read or written finds it again: the site goes on, and the page remembers its
 * random id as long as it stands. Imports dom, the routes and the parts of the panel.
 */

import { WORDS, errorSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { cancelImport, confirmImport, followImport, previewImport, readImport, sendList } from "../../api_lists.js";
import { panel } from "../sheet.js";
import { mountChoose } from "./choose_list.js";
import { reportView } from "./report_view.js";
import { progressView } from "./progress_view.js";
import { failureWords } from "../../pure/import_view.js";

/** @typedef {import("../../wire_lists.js").ImportReply} ImportReply */
/** @typedef {import("../../pure/outcome.js").Outcome} Outcome */

/** The upload that this page began last, as long as it stands. */
let begun = "";

/** Adds the panel. @param {HTMLElement} page @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountImport(page, { onLocked }) {
  const body = el("div", { class: "panel-body" });
  page.append(panel("import", WORDS.importTitle, el("p", { class: "quiet", text: WORDS.importHelp }), body));
  const gone = new AbortController();
  const progress = progressView(cancel);
  let sending = new AbortController();

  /** @param {string} [said] */
  function choose(said = "") {
    begun = "";
    mountChoose(body, { said, onFile: send, onLocked });
  }

  /** @param {File} file @param {string} mapping */
  async function send(file, mapping) {
    sending = new AbortController();
    body.replaceChildren(progress.place);
    const outcome = await sendList(file, mapping, sending.signal, (stands) => {
      begun = stands.import;
      progress.show(stands);
    });
    if (outcome === null || sending.signal.aborted) return;
    if (failed(outcome)) return;
    await follow(previewImport(begun));
  }

  /** Asks for work on the list and watches it until it is over. @param {Promise<Outcome>} asked */
  async function follow(asked) {
    const outcome = await asked;
    if (gone.signal.aborted || failed(outcome)) return;
    draw(/** @type {ImportReply} */ (outcome.kind === "answer" ? outcome.value : null));
    await followImport(begun, gone.signal, (/** @type {ImportReply} */ stands) => stands.import === begun && draw(stands));
    if (!gone.signal.aborted && begun) await look();
  }

  /** How it stands now, also where the stream broke off. */
  async function look() {
    const outcome = await readImport(begun);
    if (gone.signal.aborted || failed(outcome)) return;
    const stands = /** @type {ImportReply} */ (outcome.kind === "answer" ? outcome.value : null);
    if (stands.state === "reading" || stands.state === "writing") await follow(Promise.resolve(outcome));
    else draw(stands);
  }

  /** Whether there is no answer; then the page says why, and begins anew. @param {Outcome} outcome */
  function failed(outcome) {
    if (outcome.kind === "answer") return false;
    if (!onLocked(outcome)) choose(errorSentence(codeOf(outcome)));
    return true;
  }

  /** @param {ImportReply} stands */
  function draw(stands) {
    const { state, report } = stands;
    if (state === "failed") return choose(failureWords(stands));
    if (state === "cancelled") return choose(WORDS.importCancelled);
    if ((state === "read" || state === "done") && report) return body.replaceChildren(reportView(stands, report), ways(stands));
    if (progress.place.parentNode !== body) body.replaceChildren(progress.place);
    progress.show(stands);
  }

  /** @param {ImportReply} stands */
  function ways({ state, report }) {
    const again = () => choose();
    if (state === "done") return el("div", { class: "panel-buttons" }, button("second", WORDS.importAgain, again));
    const confirm = button("first-small", WORDS.importConfirm, () => {
      confirm.disabled = true;
      void follow(confirmImport(begun));
    });
    confirm.disabled = !report || report.rows === 0;
    return el("div", { class: "panel-buttons" }, confirm, button("second", WORDS.cancel, cancel));
  }

  async function cancel() {
    sending.abort();
    if (!begun) return choose(WORDS.importCancelled);
    const outcome = await cancelImport(begun);
    if (!gone.signal.aborted && !failed(outcome)) choose(WORDS.importCancelled);
  }

  if (begun) void look();
  else choose();
  return () => {
    gone.abort();
    sending.abort();
  };
}
