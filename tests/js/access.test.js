// @ts-check
/** PINs, idleness, drawn codes and ways out, before any site is asked. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { IDLE_MS, isIdle } from "../../static/js/pure/idle.js";
import { CHOOSE, choosing, padKey, pressed, tooEasy } from "../../static/js/pure/pin_pad.js";
import { MARGIN, qrPath } from "../../static/js/pure/qr_path.js";
import { firstScreen, wayOut } from "../../static/js/pure/way_out.js";

const typed = (/** @type {string} */ keys) => [...keys].reduce(choosing, CHOOSE);
const problem = (/** @type {number} */ status, /** @type {string} */ code) => /** @type {const} */ ({ kind: "problem", status, code, facts: {} });

test("the pad takes digits of three scripts, and no letters", () => {
  assert.deepEqual(["7", "۷", "٧", "Backspace", "Escape", "a", "ش", "F1", "Tab", "Enter"].map(padKey), ["7", "7", "7", "back", "clear", null, null, null, null, null]);
});

test("a seventh digit changes nothing, and each can be taken back", () => {
  assert.equal(pressed("123456", "7"), "123456");
  assert.equal(pressed("123", "back"), "12");
  assert.equal(pressed("", "back"), "");
  assert.equal(pressed("123", "clear"), "");
});

test("six equal digits and straight runs are too easy", () => {
  assert.deepEqual(["111111", "123456", "987654", "678901"].map(tooEasy), [true, true, true, true]);
  assert.deepEqual(["112233", "246810", "135791", "902817"].map(tooEasy), [false, false, false, false]);
});

test("a PIN is chosen when it was typed twice alike", () => {
  assert.equal(typed("902817").said, "repeat");
  assert.deepEqual(typed("902817902817"), { chosen: "902817", digits: "902817", said: "done" });
});

test("a repeat that differs and an easy PIN begin anew, and say so until the next digit", () => {
  assert.deepEqual(typed("902817902818"), { chosen: "", digits: "", said: "differ" });
  assert.deepEqual(typed("111111"), { chosen: "", digits: "", said: "easy" });
  assert.deepEqual(typed("1111119"), { chosen: "", digits: "9", said: "choose" });
});

test("what is chosen is not changed by keys pressed too often", () => {
  assert.equal(typed("9028179028171").digits, "902817");
});

test("a tablet is idle after five minutes without a touch, by either clock", () => {
  const touched = { wall_ms: 1_000_000, running_ms: 1000 };
  const later = (/** @type {number} */ wall, /** @type {number} */ running) => ({ wall_ms: 1_000_000 + wall, running_ms: 1000 + running });
  assert.equal(isIdle(touched, later(IDLE_MS - 1, IDLE_MS - 1), true), false);
  assert.equal(isIdle(touched, later(IDLE_MS, 0), true), true, "it slept");
  assert.equal(isIdle(touched, later(-3_600_000, IDLE_MS), true), true, "its clock was set back");
});

test("while the site is silent a tablet stays open, for nobody could open it again", () => {
  const touched = { wall_ms: 0, running_ms: 0 };
  assert.equal(isIdle(touched, { wall_ms: 10 * IDLE_MS, running_ms: 10 * IDLE_MS }, false), false);
});

test("a QR becomes runs of dark modules inside its margin", () => {
  const rows = Array.from({ length: 21 }, (_, y) => (y === 0 ? "110" : "000").padEnd(20, "0") + (y === 20 ? "1" : "0"));
  assert.deepEqual(qrPath(rows), { path: `M${MARGIN} ${MARGIN}h2v1h-2zM${20 + MARGIN} ${20 + MARGIN}h1v1h-1z`, size: 21 + 2 * MARGIN });
});

test("what is no square of noughts and ones is not drawn", () => {
  const square = Array.from({ length: 21 }, () => "0".repeat(21));
  assert.equal(qrPath([...square.slice(1), "0".repeat(20) + "x"]), null);
  assert.equal(qrPath(square.slice(1)), null);
  assert.equal(qrPath("0"), null);
});

test("an unknown tablet is paired, a lost session signs in, everything else says its sentence", () => {
  assert.equal(wayOut(problem(401, "tablet-unknown")), "pair");
  assert.equal(wayOut(problem(401, "signature-invalid")), "pair");
  assert.equal(wayOut(problem(401, "session-missing")), "sign-in");
  for (const stays of [problem(401, "stale-start"), problem(401, "pin-wrong"), problem(401, "toString"), problem(403, "role-missing"), problem(403, "tablet-unknown")]) {
    assert.equal(wayOut(stays), null, stays.code);
  }
  assert.equal(wayOut({ kind: "silence" }), null);
});

test("the first screen follows from what the site says of this browser", () => {
  const session = /** @type {any} */ ({ tablet: "t7k2m9", operator: { name: "x" }, first_lead: false });
  const held = { open_until: 1 };
  assert.equal(firstScreen({ ...session, tablet: null, first_lead: true }, null), "first-lead");
  assert.equal(firstScreen({ ...session, tablet: null }, null), "pair");
  assert.equal(firstScreen({ ...session, tablet: null }, held), "pair-again");
  assert.equal(firstScreen({ ...session, operator: null }, held), "sign-in");
  assert.equal(firstScreen(session, held), "work");
});

test("a tablet that was handed over in silence stays shut, whatever session the site still has", () => {
  const session = /** @type {any} */ ({ tablet: "t7k2m9", operator: { name: "x" }, first_lead: false });
  assert.equal(firstScreen(session, { open_until: 0 }), "sign-in");
});
