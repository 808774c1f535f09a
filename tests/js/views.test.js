// @ts-check
/** What the screen says: verdicts, reasons, days, and what an answer means. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { deskName, handoutView, memberName, problemHeadline, reasonOfCard, scanHeadline, whyNotes } from "../../static/js/pure/decision_view.js";
import { dayOf, dayWords, momentWords, noonOf } from "../../static/js/pure/jalali.js";
import { backoff_ms, decidesAll, outcomeUnknown, readOutcome } from "../../static/js/pure/outcome.js";
import { ERRORS, FLAGS, REASONS, VERDICTS, WORDS, errorSentence, reasonSentence } from "../../static/js/words.js";

const here = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const NOW = Date.UTC(2026, 10, 22, 8, 30); // 1 Azar 1405, noon in Tehran

test("every reason of the decision has its sentence, and there is no other", () => {
  const enumeration = here("fieldpoint/core/rules/reason.py").match(/class Reason\(StrEnum\):[\s\S]*?\n\n\n/)?.[0] ?? "";
  const codes = [...enumeration.matchAll(/= "([a-z-]+)"/g)].map((found) => found[1]);
  assert.equal(codes.length, 18);
  assert.deepEqual(Object.keys(REASONS).sort(), codes.sort());
});

test("the six verdicts have their sentences", () => {
  assert.deepEqual(Object.keys(VERDICTS), ["granted", "refused", "unknown", "stored", "unknown-card", "practice"]);
});

test("no sentence is long, and none is empty", () => {
  for (const sentence of [...Object.values(FLAGS), ...Object.values(REASONS), ...Object.values(VERDICTS), ...Object.values(ERRORS)]) {
    assert.ok(sentence.length > 0 && sentence.split(" ").length <= 9, sentence);
  }
});

test("every word that the page's markup asks for is in the catalogue", () => {
  const asked = [...here("static/index.html").matchAll(/data-word(?:-label)?="([a-zA-Z]+)"/g)].map((found) => found[1] ?? "");
  assert.ok(asked.length > 5);
  assert.deepEqual(asked.filter((word) => !(word in WORDS)), []);
});

test("a code that nobody foresaw still gets a sentence", () => {
  assert.equal(errorSentence("no-such"), ERRORS["unexpected"]);
  assert.equal(errorSentence("constructor"), ERRORS["unexpected"]);
  assert.equal(reasonSentence("toString"), VERDICTS["refused"]);
});

test("a Jalali day is the day in Tehran, also after midnight there", () => {
  assert.equal(dayOf(Date.UTC(2026, 10, 21, 20, 29)), "1405-08-30");
  assert.equal(dayOf(Date.UTC(2026, 10, 21, 20, 31)), "1405-09-01");
});

test("noon of a day comes back as that day, in leap years and at every month's end", () => {
  for (const day of ["1403-12-30", "1404-01-01", "1404-12-29", "1405-06-31", "1405-07-01", "1408-12-30"]) {
    assert.equal(dayOf(noonOf(day) ?? 0), day);
  }
  assert.equal(noonOf("1404-12-30"), null);
  assert.equal(noonOf("nonsense"), null);
});

test("a day of this year is said without the year", () => {
  assert.equal(dayWords("1405-10-01", "1405-09-01"), "سه‌شنبه ۱ دی");
  assert.match(dayWords("1406-07-01", "1405-09-01"), /۱ مهر ۱۴۰۶$/);
});

test("an earlier handout is said with its day, hour and desk, then the next day", () => {
  assert.deepEqual(whyNotes({ earlier: { at: NOW - 3_600_000, desk: "d2" }, next_on: "1405-10-01" }, NOW), [
    "امروز ساعت ۱۱:۰۰، میز ۲",
    "نوبت بعد: سه‌شنبه ۱ دی",
  ]);
  assert.match(momentWords(NOW - 86_400_000, NOW), /^دیروز ساعت/);
  assert.deepEqual(whyNotes({ earlier: null, next_on: "1405-09-01", next_time: "18:30" }, NOW), ["نوبت بعد: یکشنبه ۱ آذر، ساعت ۱۸:۳۰"]);
  assert.equal(deskName(""), WORDS["elsewhere"]);
});

test("a handout of another site is said to be elsewhere, without an hour that nobody knows", () => {
  assert.deepEqual(whyNotes({ earlier: { at: 0, desk: "", site: "s-02" }, next_on: null }, NOW), ["در محلی دیگر"]);
});

test("a member is told apart without a name", () => {
  assert.equal(memberName(/** @type {any} */ ({ who: "girl", ordinal: 3 })), "دختر ۳");
});

test("a card of which nothing is due is a calm no", () => {
  const due = [{ quantity: 0, reason: "already-collected" }];
  const reply = /** @type {any} */ ({ household: "h", label: "472", members: [{}, {}], due });
  assert.equal(scanHeadline(reply, NOW).state, "refused");
  assert.equal(scanHeadline({ ...reply, due: [{ quantity: 1 }] }, NOW).state, "due");
  assert.equal(scanHeadline(reply, NOW).note, "۴۷۲، ۲ نفر");
});

test("a reason that holds for the whole card is said once", () => {
  const due = [{ quantity: 0, reason: "card-revoked" }, { quantity: 0, reason: "card-revoked" }];
  const reply = /** @type {any} */ ({ household: null, label: "", members: [], due });
  assert.equal(scanHeadline(reply, NOW).note, REASONS["card-revoked"]);
  assert.equal(reasonOfCard({ ...reply, due: [...due, { quantity: 0, reason: "not-in-audience" }] }), null);
});

test("a card that was stopped says since when on the second line, whoever says it", () => {
  const [since, said] = [NOW - 3_600_000, "از امروز ساعت ۱۱:۰۰"];
  const due = [{ quantity: 0, reason: "suspended" }];
  const reply = /** @type {any} */ ({ household: null, label: "", members: [], due, since });
  assert.equal(scanHeadline(reply, NOW).note, `${REASONS["suspended"]}\n${said}`);
  assert.equal(problemHeadline("card-blocked", { at: since }, NOW).note, `${REASONS["card-blocked"]}\n${said}`);
  assert.equal(problemHeadline("card-blocked", { at: null }, NOW).note, REASONS["card-blocked"]);
  assert.deepEqual(whyNotes({ earlier: null, next_on: null, since }, NOW), [said]);
});

test("one granted line makes the verdict green, and the refused one says why", () => {
  const lines = [
    { programme: "basket", decision: "refused", quantity: 1, reason: "already-collected", earlier: null, next_on: null },
    { handout_id: "h2", programme: "bread", decision: "granted", quantity: 6, reason: null, earlier: null, next_on: null, flags: ["second-missing", "waiting"] },
  ];
  const view = handoutView(/** @type {any} */ ({ lines }), { bread: { title_fa: "نان", unit_fa: "قرص" } }, NOW);
  assert.equal(view.headline.state, "granted");
  assert.deepEqual(view.granted, [{ title: "نان", amount: "۶ قرص", notes: [FLAGS["second-missing"]], awaits: "h2" }]);
  assert.equal(view.refused[0]?.sentence, REASONS["already-collected"]);
});

test("an unknown or forged card is the lead's, everything else is a fault", () => {
  assert.deepEqual(["card-unknown", "card-forged", "card-key-unknown", "unexpected"].map((code) => problemHeadline(code).state), [
    "unknown-card",
    "unknown-card",
    "unknown-card",
    "error",
  ]);
});

test("no answer is unknown, a portal's page is no answer, a refusal of form is final", () => {
  const unknown = (/** @type {number} */ status, /** @type {unknown} */ body) => outcomeUnknown(readOutcome(status, body));
  assert.equal(unknown(200, "<html>"), true);
  assert.equal(unknown(302, {}), true);
  assert.equal(unknown(500, { code: "unexpected" }), true);
  assert.equal(unknown(503, { code: "site-busy" }), true);
  assert.equal(unknown(401, { code: "session-missing" }), true);
  assert.equal(unknown(409, { code: "handout-id-reused" }), false);
  assert.equal(unknown(201, { lines: [] }), false);
});

test("a reply counts only when it decides exactly what was asked", () => {
  const asked = [{ handout_id: "a" }, { handout_id: "b" }];
  assert.equal(decidesAll({ lines: [{ handout_id: "a" }, { handout_id: "b" }] }, asked), true);
  assert.equal(decidesAll({ lines: [{ handout_id: "b" }, { handout_id: "a" }] }, asked), false);
  assert.equal(decidesAll({ lines: [] }, asked), false);
  assert.equal(decidesAll(null, asked), false);
});

test("waits between tries grow and stay bounded", () => {
  assert.deepEqual([0, 1, 2, 20].map(backoff_ms), [400, 800, 1600, 5000]);
});
