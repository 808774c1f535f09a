// @ts-check
/** What the registry says of this site's rows: rows without effect, shares given twice, what could not be taken in. Imports dom and words. */

import { WORDS, digits, fill, joined } from "../../words.js";
import { el } from "../../dom.js";
import { every } from "../../every.js";
import { readVerdicts } from "../../api_told.js";
import { emptyLine, panel } from "../sheet.js";
import { SAID, STATES, VERDICT } from "./told_words.js";

const EVERY_MS = 30_000;
const RULE = "item/prog/";

/** @typedef {{ name: string, what: string, code: string, state: string, programme: string, cycle: string, events: string[], sites: string[] }} Verdict */

/** Adds the panel. @param {HTMLElement} page @param {import("./overview.js").PanelDeps} deps @returns {() => void} unmount */
export function mountVerdicts(page, { shift }) {
  const body = el("div", { class: "panel-body" });
  page.append(panel("verdicts", SAID["told"] ?? "", body));
  /** @type {Map<string, string>} */
  const titles = new Map();
  let drawn = "";

  async function load() {
    const outcome = await readVerdicts();
    if (outcome.kind !== "answer" || JSON.stringify(outcome.value) === drawn) return;
    if (titles.size === 0) await readTitles();
    drawn = JSON.stringify(outcome.value);
    draw(outcome.value.verdicts);
  }

  async function readTitles() {
    const outcome = await shift.readProgrammes();
    if (outcome.kind !== "answer") return;
    for (const one of outcome.value.programmes) titles.set(one.programme, one.title_fa);
  }

  /** @param {Verdict[]} verdicts */
  function draw(verdicts) {
    if (verdicts.length === 0) return body.replaceChildren(emptyLine(SAID["none"] ?? ""));
    /** @type {Map<string, { one: Verdict, times: number }>} */
    const groups = new Map();
    for (const one of verdicts) {
      const key = JSON.stringify([one.what, one.code, one.state, one.programme, one.cycle, one.sites]);
      const times = (groups.get(key)?.times ?? 0) + 1;
      groups.set(key, { one, times });
    }
    const items = [...groups.values()].map(({ one, times }) => item(one, times));
    body.replaceChildren(el("ul", { class: "waiting" }, ...items), el("p", { class: "quiet", text: SAID["calm"] ?? "" }));
  }

  /** @param {Verdict} one @param {number} times */
  function item(one, times) {
    const rule = one.name.startsWith(RULE) ? one.name.slice(RULE.length) : "";
    const title = (rule ? VERDICT["refused/rule"] : VERDICT[`${one.what}/${one.code}`]) ?? VERDICT[one.what] ?? VERDICT["withheld"] ?? "";
    const state = one.what === "case" ? (STATES[one.state] ?? "") : "";
    // Codes of sites stand as they are written, each in its own direction.
    const sites = one.sites.length > 0 ? (SAID["sites"] ?? "").replace("{sites}", one.sites.map((code) => `\u2068${code}\u2069`).join(WORDS.between)) : "";
    const count = times > 1 ? fill(SAID["times"] ?? "", { n: times }) : "";
    const programme = one.programme ? (titles.get(one.programme) ?? one.programme) : rule;
    return el("li", { class: "waiting-one" }, el("div", { class: "waiting-said" }, el("strong", { text: title }), el("span", { class: "quiet", text: joined(programme, digits(one.cycle), state, sites, count) })));
  }

  return every(EVERY_MS, () => void load());
}
