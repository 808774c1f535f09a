// @ts-check
/** The words of the services: two languages with the same keys, and the lists that are made of them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { persianDigits } from "../../static/js/pure/hall_view.js";
import { choicesOf } from "../../static/js/screens/services/choices.js";
import { CATALOGUES, problem, refusal } from "../../static/js/screens/services/words.js";
import { activityLine } from "../../static/js/screens/lead/work_line.js";
import { CATALOGUES as ACTIVITY } from "../../static/js/screens/lead/words.js";

const { en, fa } = CATALOGUES;

test("both languages have the same words and the same gaps", () => {
  const gaps = (/** @type {string} */ word) => (word.match(/\{\w+\}/g) ?? []).sort();
  for (const part of /** @type {const} */ (["SAID", "STEPS", "DOCTORS", "SUBJECTS", "KINDS", "BECAUSE", "NOES", "ERRORS"])) {
    assert.deepEqual(Object.keys(en[part]).sort(), Object.keys(fa[part]).sort(), part);
    for (const [key, word] of Object.entries(fa[part])) {
      const other = /** @type {Record<string, string>} */ (en[part])[key] ?? "";
      assert.ok(other.trim(), key);
      assert.deepEqual(gaps(other), gaps(word), key);
      assert.ok(word.split(" ").length <= 9, word);
    }
  }
});

test("a code of ours and one of everybody's both have a sentence", () => {
  assert.equal(problem("queue-empty"), fa.ERRORS["queue-empty"]);
  assert.notEqual(problem("disk-full"), problem("unexpected"));
  assert.equal(refusal("slot-taken"), fa.NOES["slot-taken"]);
  assert.notEqual(refusal("already-collected"), "");
});

test("every session may be chosen with its free slots, and what needs none", () => {
  const session = { session: "s", programme: "doctor-visit", title_fa: "ویزیت", flow: /** @type {const} */ ("visit"), days: ["1405-09-01"], queue: "B", room: 2, places: 3, held: 1, doctor: "general", subject: null, free: [2, 3], times: ["09:00", "09:20", "09:40"] };
  const known = [{ programme: "insurance", title_fa: "بیمه", flow: /** @type {const} */ ("enrolment") }, { programme: "doctor-visit", title_fa: "ویزیت", flow: /** @type {const} */ ("visit") }];
  const choices = choicesOf({ day: "1405-09-01", known, sessions: [session], tickets: [], waiting: 0, due: 0 });
  assert.deepEqual(choices.map(({ programme, session: id }) => [programme, id]), [["doctor-visit", "s"], ["insurance", null]]);
  assert.deepEqual(choices[0]?.slots.map(([value]) => value), ["2", "3"]);
  assert.match(choices[0]?.slots[0]?.[1] ?? "", /۰۹:۲۰/);
});

test("the hall writes Persian digits and leaves letters alone", () => {
  assert.equal(persianDigits("میز 12"), "میز ۱۲");
});

test("the lead's list names rows of the work in two languages", () => {
  for (const part of /** @type {const} */ (["WORK", "UNITS", "ABOUT", "NOES"])) {
    assert.deepEqual(Object.keys(ACTIVITY.en[part]), Object.keys(ACTIVITY.fa[part]), part);
    for (const word of [...Object.values(ACTIVITY.fa[part]), ...Object.values(ACTIVITY.en[part])]) assert.ok(word.split(" ").length <= 9, word);
  }
  const row = { event: "e", kind: /** @type {const} */ ("work"), at: 0, desk: "d1", tab: null, label: "47", programme: "doctor-visit", quantity: null, reason: "slot-taken", day: null, ref: null, voided: false, undo_ms: 0, about: "" };
  const titles = { "doctor-visit": { title_fa: "ویزیت رایگان", unit_fa: "ویزیت" } };
  const no = activityLine({ ...row, work: "service.refusal" }, titles);
  assert.deepEqual([no.title, no.tone, no.label], ["نوبت داده نشد", "refused", "۴۷"]);
  assert.match(no.what + no.note, /ویزیت رایگان.*کس دیگری.*میز ۱/);
  const called = activityLine({ ...row, work: "ticket.call", programme: null, reason: null, about: "A-12" }, titles);
  assert.match(called.what, /A-۱۲/);
  assert.equal(activityLine({ ...row, work: "from.newer" }, titles).title, "from.newer");
});
