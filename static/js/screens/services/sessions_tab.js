// @ts-check
/** Doctors' sessions and courses: what is planned, who is booked, and for the lead a new plan. Imports dom and fields. */

import { WORDS, digits, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { dayWords } from "../../pure/jalali.js";
import { emptyLine } from "../sheet.js";
import { planSession, readBooked, readServices } from "./api.js";
import { caseRow, submit } from "./case_row.js";
import { sessionWords } from "./choices.js";
import { asked, field, input, saidLine, select } from "./fields.js";
import { DOCTORS, SAID, SUBJECTS } from "./words.js";

/** @typedef {import("../../wire_services.js").Session} Session */
/** @typedef {import("../../wire_services.js").Services} Services */

/** @param {HTMLElement} root @param {import("./services.js").TabDeps} given @returns {() => void} unmount */
export function mountSessions(root, { deps, lead }) {
  const said = saidLine();
  const list = el("div", { class: "sessions" });
  root.replaceChildren(said, list);
  let here = true;

  async function load() {
    list.replaceChildren(emptyLine(WORDS.loading));
    const services = /** @type {Services | null} */ (await asked({ deps, said }, readServices));
    if (!here) return;
    if (!services) return list.replaceChildren(button("second", SAID.reload, () => void load()));
    const plan = lead ? planForm(services) : null;
    list.replaceChildren(...services.sessions.map((one) => session(one, services.day)), ...(services.sessions.length > 0 ? [] : [emptyLine(SAID.noSessions)]), ...(plan ? [plan] : []));
  }

  /** @param {Session} one @param {string} day */
  function session(one, day) {
    const body = el("ul", { class: "cases" });
    const place = /** @type {HTMLDetailsElement} */ (
      el("details", { class: "session", "data-queue": one.queue }, el("summary", {}, el("strong", { text: sessionWords(one, day) }), el("span", { class: "quiet", text: joined(one.doctor ? fill(SAID.letter, { queue: one.queue }) : fill(SAID.days, { n: one.days.length }), fill(SAID.sessionHeld, { held: one.held, places: one.places }), one.times[0] ? digits(one.times[0]) : "") })), body)
    );
    async function fillIn() {
      const found = await asked({ deps, said }, () => readBooked(one.session));
      if (!found || !here) return;
      const rows = found.cases.map((/** @type {import("../../wire_services.js").Case} */ booked) => caseRow(booked, { deps, lead, day, onChanged: () => void fillIn() }));
      body.replaceChildren(...(rows.length > 0 ? rows : [emptyLine(SAID.noBooked)]));
    }
    place.addEventListener("toggle", () => void (place.open && fillIn()));
    return place;
  }

  /** @param {Services} services */
  function planForm({ known, day }) {
    const kinds = known.filter(({ flow }) => flow === "visit" || flow === "course");
    if (kinds.length === 0) return null;
    const what = select(kinds.map((one) => [one.programme, one.title_fa]));
    const days = input({ value: digits(day), dir: "ltr", inputmode: "numeric" });
    const [doctor, subject] = [select(Object.entries(DOCTORS)), select(Object.entries(SUBJECTS))];
    const [room, places] = [number(1), number(20)];
    const letter = select([..."BCDEFGH"].map((one) => [one, one]));
    const [first, every] = [input({ type: "time" }), number(15)];
    const [doctorField, subjectField, letterField, firstField, everyField] = [field(SAID.planDoctor, doctor), field(SAID.planSubject, subject), field(SAID.planQueue, letter), field(SAID.planFirst, first), field(SAID.planEvery, every)];
    const outcome = saidLine();
    const shown = el("p", { class: "quiet plan-days", text: dayWords(day) });
    const form = el("form", { class: "service-plan" }, field(SAID.planKind, what), el("div", { class: "plan-day" }, field(`${SAID.planDays} (${SAID.planDaysHelp})`, days), shown), doctorField, subjectField, field(SAID.planRoom, room), field(SAID.planPlaces, places), letterField, firstField, everyField, submit(SAID.record), outcome);

    const visit = () => kinds.find((one) => one.programme === what.value)?.flow === "visit";
    const wanted = () => western(days.value).split(/[\s,،]+/).filter(Boolean);
    function draw() {
      doctorField.hidden = letterField.hidden = firstField.hidden = !visit();
      everyField.hidden = !visit() || !first.value;
      subjectField.hidden = visit();
      shown.textContent = wanted().filter((one) => /^1[2-5]\d\d-\d\d-\d\d$/.test(one)).map((one) => dayWords(one)).join(WORDS.between);
    }
    form.addEventListener("input", draw);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const times = visit() && first.value ? { first: first.value, every: whole(every) } : {};
      const plan = { programme: what.value, days: wanted(), queue: visit() ? letter.value : "E", room: whole(room), places: whole(places), ...(visit() ? { doctor: doctor.value } : { subject: subject.value }), ...times };
      const done = await asked({ deps, said: outcome }, () => planSession(plan));
      if (!done) return;
      await load();
      said.textContent = SAID.planned;
    });
    draw();
    return el("details", { class: "session plan" }, el("summary", {}, el("strong", { text: SAID.plan })), form);
  }

  void load();
  return () => {
    here = false;
  };
}

/** A field for a whole number. @param {number} value */
const number = (value) => input({ value: digits(value), required: true, inputmode: "numeric", maxlength: 3, class: "service-number" });

/** What was written there; 0, which the site refuses, where it is no number. @param {HTMLInputElement} field */
const whole = (field) => Number.parseInt(western(field.value), 10) || 0;

/** A text with its Persian and Arabic digits as others write them. @param {string} text */
const western = (text) => text.replace(/[۰-۹]/g, (one) => String("۰۱۲۳۴۵۶۷۸۹".indexOf(one))).replace(/[٠-٩]/g, (one) => String("٠١٢٣٤٥٦٧٨٩".indexOf(one)));
