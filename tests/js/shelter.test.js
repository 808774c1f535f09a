// @ts-check
/** The night in words: where somebody lies, how old a figure is, the next such hour, what a form says; two catalogues. */
import assert from "node:assert/strict";
import { test } from "node:test";

import * as en from "../../static/js/text_en_shelter.js";
import * as fa from "../../static/js/text_fa_shelter.js";
import { ageWord, lateOnes, lateWord, leftWord, nextHour, placeWord, sectionsOf } from "../../static/js/pure/shelter_view.js";

test("a place is a numbered bed, a bed, or the floor", () => {
  assert.deepEqual(placeWord({ bed: 7, floor: false }), { word: "bed", n: 7 });
  assert.equal(placeWord({ bed: null, floor: false }).word, "aBed");
  assert.equal(placeWord({ bed: null, floor: true }).word, "floor");
});

test("a figure is as old as it is, and one of a clock that runs ahead is new", () => {
  const minute = 60_000;
  assert.deepEqual([0, 59_000, -minute].map((age) => ageWord(10 * minute, 10 * minute + age).word), ["justNow", "justNow", "justNow"]);
  assert.deepEqual(ageWord(0, 59 * minute), { word: "minutesAgo", n: 59 });
  assert.deepEqual(ageWord(0, 60 * minute), { word: "hoursAgo", n: 1 });
});

test("an hour that is over today is tomorrow's", () => {
  const now = new Date(2026, 10, 22, 23, 10);
  assert.equal(nextHour("23:30", now), new Date(2026, 10, 22, 23, 30).getTime());
  assert.equal(nextHour("01:00", now), new Date(2026, 10, 23, 1, 0).getTime());
  assert.deepEqual(["", "24:00", "9"].map((hour) => nextHour(hour, now)), [null, null, null]);
});

test("a form says its filled sections, and nothing where a number is none", () => {
  const row = { name: "men", first: "1", last: "40", floor: "" };
  assert.deepEqual(sectionsOf([row, { name: "women", first: "", last: "", floor: "6" }, { name: "family", first: "", last: "", floor: "" }]), [
    { name: "men", first: 1, last: 40, floor: 0 },
    { name: "women", first: 1, last: 0, floor: 6 },
  ]);
  for (const wrong of [{ ...row, first: "x" }, { ...row, last: "" }, { ...row, floor: "-1" }]) assert.equal(sectionsOf([wrong]), null);
  assert.equal(sectionsOf([]), null);
});

test("both languages have the same words with the same gaps, nine words at most", () => {
  const gaps = (/** @type {string} */ word) => (word.match(/\{\w+\}/g) ?? []).sort();
  for (const part of /** @type {const} */ (["SHELTER_ERRORS", "SHELTER_WORDS"])) {
    const others = /** @type {Record<string, string>} */ (en[part]);
    assert.deepEqual(Object.keys(others).sort(), Object.keys(fa[part]).sort());
    for (const [key, word] of Object.entries(fa[part])) {
      assert.deepEqual(gaps(others[key] ?? ""), gaps(word), key);
      for (const sentence of word.split(".")) assert.ok(sentence.trim().split(/\s+/).length <= 9, word);
    }
  }
});

test("what is left of a hold is minutes, then hours, and the last minute is one", () => {
  const minute = 60_000;
  assert.deepEqual([0, 1, minute, 119 * minute, 120 * minute, 179 * minute].map((left) => leftWord(left, 0)), [
    { word: "minutesLeft", n: 0 },
    { word: "minutesLeft", n: 1 },
    { word: "minutesLeft", n: 1 },
    { word: "minutesLeft", n: 119 },
    { word: "hoursLeft", n: 2 },
    { word: "hoursLeft", n: 2 },
  ]);
});

test("an admission that the site was late to answer is told of for its night", () => {
  const now = 100 * 3_600_000;
  const one = (/** @type {object} */ more) => /** @type {any} */ ({ state: "fact", at: now - 20_000, done_at: null, request: { text: null, lines: [], night: {} }, answers: [], ...more });
  const told = { state: "done", done_at: now - 19_000, answers: [{ lies: {} }], lies: { result: "over", bed: null, floor: true } };
  const all = [one({}), one({ state: "asked" }), one({ state: "asked", at: now - 1000 }), one(told), one({ state: "done", done_at: now - 19_000 }), one({ at: now - 19 * 3_600_000 }), one({ request: { text: null, lines: [] } })];
  assert.deepEqual(lateOnes(all, now).map(lateWord), ["waits", "waits", "over"]);
  assert.deepEqual([one({ state: "stuck" }), one({ undone: [] }), one({ state: "done" })].map(lateWord), ["stuck", "undone", "told"]);
});
