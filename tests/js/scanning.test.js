// @ts-check
/** Wedge scanners in any layout, a day's bars, a history in words. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { GAP_MS, NO_BURST, endOf, keyOf, pressed } from "../../static/js/pure/burst.js";
import { doneLine } from "../../static/js/pure/done_view.js";
import { hourBars, roundTop } from "../../static/js/pure/hours.js";
import { daysLater } from "../../static/js/pure/jalali.js";
import * as fa from "../../static/js/text_fa.js";
import { joined } from "../../static/js/words.js";

/** A scanner's keys for a text, so many ms apart. @param {string} text @param {number} gap_ms */
function typed(text, gap_ms) {
  let [burst, at] = [NO_BURST, 1000];
  for (const sign of text) {
    at += gap_ms;
    burst = pressed(burst, pressOf(sign), at);
  }
  return { burst, at };
}

/** The key that a Latin keyboard has for a sign. @param {string} sign */
function pressOf(sign) {
  const upper = sign.toUpperCase();
  if (/[A-Z]/.test(upper)) return { code: `Key${upper}`, shiftKey: sign === upper };
  if (/[0-9]/.test(sign)) return { code: `Digit${sign}`, shiftKey: false };
  const others = /** @type {Record<string, [string, boolean]>} */ ({ ":": ["Semicolon", true], "/": ["Slash", false], ".": ["Period", false], "-": ["Minus", false] });
  const [code, shiftKey] = others[sign] ?? ["", false];
  return { code, shiftKey };
}

test("a burst is read by its physical keys, whatever letters the layout makes of them", () => {
  const text = "HTTP://KART.TEST/C/ABCDEFGH-0123456789";
  const { burst, at } = typed(text, 12);
  assert.equal(burst.text, text);
  assert.equal(endOf(burst, at + 5, true), text);
});

test("a burst without Enter is over after silence, and a short code is enough", () => {
  const { burst, at } = typed("abcd2345", 30);
  assert.equal(endOf(burst, at + GAP_MS), "ABCD2345");
});

test("what a hand types is no burst, however many keys it has", () => {
  const { burst, at } = typed("abcd2345", 130);
  assert.equal(burst.text, "5");
  assert.equal(endOf(burst, at), null);
});

test("an Enter that comes late is a person's own", () => {
  const { burst, at } = typed("abcd2345", 20);
  assert.equal(endOf(burst, at + 400, true), null);
});

test("a few fast keys and keys that write nothing are no card", () => {
  assert.equal(endOf(typed("abc", 20).burst, 1060), null);
  assert.equal(keyOf({ code: "ShiftLeft", shiftKey: true }), "");
  assert.equal(keyOf({ code: "Digit2", shiftKey: true }), "@");
  assert.equal(keyOf({ code: "Numpad2", shiftKey: true }), "2");
});

const HALF = 1_800_000;
const hourOf = (/** @type {number} */ at) => String(Math.floor((at + HALF) / (2 * HALF)) % 24);

test("half hours of one local hour are one bar, and hours without a handout stand between", () => {
  const halves = [
    { programme: "bread", at: 7 * HALF, handouts: 2 },
    { programme: "basket", at: 8 * HALF, handouts: 3 },
    { programme: "bread", at: 19 * HALF, handouts: 1 },
  ];
  const bars = hourBars(halves, { hourOf, now_ms: 20 * HALF });
  assert.deepEqual(bars.map((bar) => bar.count), [5, 0, 0, 0, 0, 0, 1]);
  assert.equal(bars[0]?.label, "4");
  assert.equal(hourBars(halves, { hourOf, now_ms: 20 * HALF, programme: "basket" })[0]?.count, 3);
});

test("a young day is shown with the hours before it, a day never closed by its last 24", () => {
  assert.equal(hourBars([{ programme: "x", at: 90 * HALF, handouts: 1 }], { hourOf, now_ms: 90 * HALF }).length, 6);
  assert.ok(hourBars([{ programme: "x", at: 0, handouts: 1 }], { hourOf, now_ms: 400 * HALF }).length <= 24);
});

test("the chart's top is never below its highest bar and parts into four whole steps", () => {
  for (const highest of [0, 1, 4, 5, 9, 13, 21, 99, 121, 1999]) {
    assert.ok(roundTop(highest) >= highest && roundTop(highest) % 4 === 0, String(highest));
  }
});

test("the day before and the day after step over a month's end", () => {
  assert.equal(daysLater("1405-08-30", 1), "1405-09-01");
  assert.equal(daysLater("1405-01-01", -1), "1404-12-29");
});

test("a row of the history says what, how much and why, and a code has its title", () => {
  const row = /** @type {any} */ ({ kind: "refusal", at: 0, label: "472", programme: "bread", quantity: 2, reason: "out-of-stock", voided: false });
  const line = doneLine(row, { bread: { title_fa: "نان", unit_fa: "قرص" } });
  assert.deepEqual([line.tone, line.title, line.label], ["refused", fa.WORDS.doneRefusal, "۴۷۲"]);
  assert.equal(line.what, joined("نان", "۲ قرص"));
  assert.equal(line.note, joined(fa.REASONS["out-of-stock"] ?? ""));
});
