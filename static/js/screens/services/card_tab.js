// @ts-check
/** A card, or a household that the lead found: its members' cases, and what may begin. Imports dom, the reader and fields. */

import { digits, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { search } from "../../api_search.js";
import { mountScanStep } from "../cards/scan_step.js";
import { emptyLine } from "../sheet.js";
import { drawTicket, lookAt, openCase, readServices } from "./api.js";
import { caseRow, submit } from "./case_row.js";
import { ALWAYS, asked, field, followUp, input, saidLine, select, ticketWords } from "./fields.js";
import { KINDS, SAID, memberWords, refusal } from "./words.js";
import { choicesOf } from "./choices.js";

/** @typedef {import("../../wire_services.js").Look} Look */
/** @typedef {import("../../wire_services.js").Services} Services */
/** @typedef {{ text: string } | { household: string }} Whose */

/** @param {HTMLElement} root @param {import("./services.js").TabDeps} given @returns {() => void} unmount */
export function mountCard(root, given) {
  const { deps, lead } = given;
  let stop = () => {};

  function scan() {
    let text = "";
    stop();
    stop = mountScanStep(root, deps, { help: SAID.scanHelp, more: lead ? [finder()] : [], act: (read) => lookAt({ text: (text = read) }), onDone: (look) => void show({ text }, look) });
  }

  function finder() {
    const words = input({ inputmode: "search", maxlength: 100, dir: "auto" });
    const [said, list] = [saidLine(), el("ul", { class: "service-found" })];
    const form = el("form", { class: "service-search" }, field(SAID.searchHelp, words), submit(SAID.searchGo));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const found = words.value.trim() ? await asked({ deps, said }, () => search(words.value.trim())) : null;
      list.replaceChildren(...(found?.households ?? []).map((/** @type {any} */ one) => el("li", {}, button("second", joined(one.code, one.head?.name ?? ""), () => void open({ household: one.household })))));
    });
    return el("div", {}, form, said, list);
  }

  /** @param {Whose} whose */
  async function open(whose) {
    const said = saidLine();
    const look = await asked({ deps, said }, () => lookAt(whose));
    if (look) await show(whose, look);
  }

  /** @param {Whose} whose @param {Look} look */
  async function show(whose, look) {
    stop();
    stop = () => {};
    const said = saidLine();
    const services = /** @type {Services | null} */ (await asked({ deps, said }, readServices));
    const rows = look.cases.map((one) => caseRow(one, { deps, lead, day: services?.day ?? "", onChanged: () => void open(whose) }));
    const draw = button("second", SAID.draw, async () => {
      const done = await asked({ deps, said, by: draw }, () => drawTicket(ALWAYS));
      if (done) tellGood(fill(SAID.drawn, { number: "" }) + ticketWords(done.ticket.queue, done.ticket.number));
    });
    root.replaceChildren(
      el("div", { class: "service-card" }, el("h2", { text: fill(SAID.household, { label: look.label }) }), said, services ? beginForm(whose, look, services) : null, rows.length > 0 ? el("ul", { class: "cases" }, ...rows) : emptyLine(SAID.noCases), el("div", { class: "panel-buttons" }, button("second", SAID.anotherCard, scan, "i-scan"), draw)),
    );
  }

  /** @param {string} sentence */
  function tellGood(sentence) {
    const said = root.querySelector(".service-said");
    if (!(said instanceof HTMLElement)) return;
    said.textContent = sentence;
    said.dataset["tone"] = "good";
  }

  /** @param {Whose} whose @param {Look} look @param {Services} services */
  function beginForm(whose, look, services) {
    const choices = choicesOf(services);
    const which = select(choices.map((one, at) => [String(at), one.word]));
    const who = select(look.members.map((one) => [one.person, memberWords(one, digits)]));
    const [slot, kind, next] = [select([]), select(Object.entries(KINDS)), followUp(services.day)];
    const [slotField, kindField, nextField] = [field(SAID.slot, slot), field(SAID.placeKind, kind), field(SAID.followUp, next)];
    const said = saidLine();
    const over = button("second", SAID.beyond, () => void begin(true));
    over.hidden = true;
    const form = el("form", { class: "service-begin" }, el("h3", { text: SAID.begin }), field(SAID.which, which), field(SAID.who, who), slotField, kindField, nextField, el("div", { class: "panel-buttons" }, submit(SAID.record), over), said);

    const chosen = () => choices[Number(which.value)];
    function draw() {
      const one = chosen();
      slotField.hidden = one?.flow !== "visit";
      kindField.hidden = one?.flow !== "referral";
      nextField.hidden = one?.flow !== "referral" && one?.flow !== "enrolment";
      slot.replaceChildren(...[["", SAID.slotAny], ...(one?.slots ?? [])].map(([value, text]) => el("option", { value, text: text ?? "" })));
    }

    /** @param {boolean} beyond */
    async function begin(beyond) {
      const one = chosen();
      if (!one) return;
      const wish = { ...whose, programme: one.programme, person: who.value, beyond, ...(one.session ? { session: one.session } : {}), ...(one.flow === "visit" && slot.value && !beyond ? { slot: Number(slot.value) } : {}), ...(one.flow === "referral" ? { place: kind.value } : {}), ...(!nextField.hidden && next.value ? { next_on: next.value } : {}) };
      const done = await asked({ deps, said }, () => openCase(wish));
      if (!done) return;
      over.hidden = !(lead && done.refused === "session-full");
      if (done.refused) return void (said.textContent = refusal(done.refused));
      await open(whose);
      tellGood(done.case.slot && done.case.queue ? fill(SAID.booked, { number: ticketWords(done.case.queue, done.case.slot) }) : SAID.opened);
    }

    which.addEventListener("change", draw);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void begin(false);
    });
    draw();
    return choices.length > 0 ? form : emptyLine(SAID.noSessions);
  }

  scan();
  return () => stop();
}
