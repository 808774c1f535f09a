// @ts-check
/** One campaign on the lead's page: its numbers, its tents, its sheet, and closing it in two taps. Imports dom. */

import { digits, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { dayWords } from "../../pure/jalali.js";
import { saveFile } from "../../save_file.js";
import { closeCampaign, sheetPath } from "./api.js";
import { givers } from "./givers.js";
import { tents } from "./tents.js";
import { SAID } from "./words.js";

/** @typedef {import("./api.js").CampaignView} CampaignView */
/** @typedef {import("./campaigns.js").Acts} Acts */

/** @param {CampaignView} one @param {Acts} acts */
export function campaignCard(one, acts) {
  const { report } = one;
  return el(
    "article",
    { class: "campaign", "aria-label": one.title_fa, "data-code": one.code },
    el("h3", { dir: "auto", text: report.title }),
    one.about_fa ? el("p", { class: "quiet", dir: "auto", text: one.about_fa }) : null,
    el("p", { class: "quiet", text: report.spans.map(([first, last]) => fill(SAID.spans, { first: dayWords(first), last: dayWords(last) })).join("، ") }),
    el("p", { class: "campaign-target" }, el("b", { text: fill(SAID.ofTarget, { n: grouped(report.reached), m: grouped(report.target) }) }), el("span", { dir: "auto", text: ` ${report.unit}` })),
    el("progress", { class: "campaign-bar", max: report.target, value: Math.min(report.reached, report.target), "aria-label": one.title_fa }),
    el("dl", { class: "figures" }, figure(SAID.handouts, report.handouts), figure(SAID.reached, report.households), figure(SAID.tallied, report.tallied)),
    report.pieces ? el("p", { text: fill(SAID.pieces, { ...report.pieces }) }) : null,
    report.given.length > 0 ? given(report.given) : null,
    one.places.length > 0 || report.events.length > 0 ? tents(one, acts) : null,
    one.puzzle ? givers(one, acts) : null,
    one.seal ? el("p", { class: "seal" }, el("span", { text: SAID.seal }), el("b", { dir: "ltr", text: one.seal })) : null,
    buttons(one, acts),
  );
}

/** What each programme gave. @param {import("./api.js").GivenTotal[]} lines */
function given(lines) {
  const head = [SAID.programme, SAID.quantity, SAID.handouts, SAID.reached].map((text) => el("th", { scope: "col", text }));
  const rows = lines.map((line) =>
    el("tr", {}, el("th", { scope: "row", dir: "auto", text: line.title }), el("td", { text: `${digits(grouped(line.qty))} ${line.unit}` }), el("td", { text: digits(grouped(line.handouts)) }), el("td", { text: digits(grouped(line.households)) })),
  );
  return el("div", { class: "campaign-table" }, el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)));
}

/** @param {CampaignView} one @param {Acts} acts */
function buttons(one, acts) {
  const row = el("div", { class: "panel-buttons" });
  const said = el("p", { class: "quiet", role: "status" });
  const picture = el("a", { class: "second campaign-link", href: `/puzzle/${one.code}`, target: "_blank", rel: "noopener", text: SAID.picture });
  const sheet = button("second", SAID.sheet, async () => {
    const saved = await saveFile(sheetPath(one.code), `${one.code}.pdf`, new AbortController().signal, () => {});
    if (saved?.kind === "answer") said.textContent = SAID.sheetDone;
    else acts.say(saved ? codeOf(saved) : "no-answer");
  });
  const close = button("second campaign-close", SAID.close, () => row.replaceChildren(el("p", { text: SAID.closeAsk }), sure, no));
  const id = acts.newId();
  const sure = button("first-small", SAID.closeYes, async () => {
    sure.disabled = true;
    const outcome = await closeCampaign(id, one.code);
    acts.say(outcome.kind === "answer" ? "" : codeOf(outcome));
    await acts.refresh();
  });
  const all = [...(one.puzzle ? [picture] : []), sheet, ...(one.seal ? [] : [close])];
  const no = button("second", SAID.back, () => row.replaceChildren(...all));
  row.append(...all);
  return el("div", { class: "campaign-acts" }, row, said);
}

/** @param {string} word @param {number} value */
function figure(word, value) {
  return el("div", { class: "figure" }, el("dd", { text: digits(grouped(value)) }), el("dt", { text: word }));
}

/** @param {number} value */
function grouped(value) {
  return value.toLocaleString("en").replaceAll(",", "٬");
}
