// @ts-check
/** Lists and cards as the lead reads them: parts of a file, how far it is, what can be done with a card. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { cardView, inForce, refusalOf, waysOf } from "../../static/js/pure/card_view.js";
import { failureWords, findingGroups, hasErrors, importFigures, share, stepWords } from "../../static/js/pure/import_view.js";
import { PART_BYTES, base64, partsOf } from "../../static/js/pure/parts.js";
import { ERRORS, FINDINGS } from "../../static/js/words.js";

const NOW = Date.UTC(2026, 10, 22, 8, 30);
/** @param {object} given @returns {any} */
const card = (given) => ({ card: "c", short: "7VGNJJWA", serial: 2, state: "bound", household: "h", label: "472", bound_at: NOW - 3_600_000, since: null, reprinted_at: null, ...given });
/** @param {object} given @returns {any} */
const stands = (given) => ({ import: "i", name: "x", state: "reading", received: 0, size: 10, step: "", done: 0, total: 0, code: null, facts: {}, report: null, ...given });

test("a file's parts are the file, in their order, none larger than the site takes", async () => {
  const bytes = Uint8Array.from({ length: 2 * PART_BYTES + 5 }, (_, place) => place % 251);
  const parts = [];
  for await (const part of partsOf(new Blob([bytes]))) parts.push(part);
  assert.deepEqual(parts.map((part) => part.number), [0, 1, 2]);
  const back = Buffer.concat(parts.map((part) => Buffer.from(part.content, "base64")));
  assert.deepEqual(new Uint8Array(back), bytes);
  assert.ok(parts.every((part) => Buffer.from(part.content, "base64").length <= PART_BYTES));
  assert.equal(base64(new Uint8Array()), "");
});

test("how far a list is, is a share where somebody knows", () => {
  assert.equal(share(stands({ state: "receiving", received: 5 })), 0.5);
  assert.equal(share(stands({ done: 1, total: 4 })), 0.25);
  assert.equal(share(stands({})), null);
  assert.match(stepWords(stands({ done: 1, total: 4 })), /۱ از ۴/);
  assert.equal(failureWords(stands({ state: "failed", code: "row-malformed", facts: { line: 7 } })).includes("۷"), true);
  assert.ok(failureWords(stands({ state: "failed", code: "workbook-unsafe" })).includes(ERRORS["workbook-unsafe"] ?? "?"));
});

test("a preview says what would come first, then what was found, the gravest above", () => {
  const findings = [
    { kind: "formula", weight: "warning", field: "", count: 1, lines: [3] },
    { kind: "code-missing", weight: "error", field: "household_code", count: 30, lines: [4, 5] },
  ];
  const report = /** @type {any} */ ({ rows: 40, added_households: 2, added_people: 9, updated_people: 0, unchanged_people: 1, changed_people: 0, left_rows: 0, conflict_rows: 0, unreadable_rows: 0, findings });
  assert.deepEqual(importFigures(report).map(({ value }) => value), [40, 2, 9, 1]);
  const [first, second] = findingGroups(report);
  assert.deepEqual([first?.weight, second?.weight], ["error", "warning"]);
  assert.equal(first?.findings[0]?.sentence, FINDINGS["code-missing"]);
  assert.match(first?.findings[0]?.lines ?? "", /۴، ۵ و ۲۸/);
  assert.deepEqual([hasErrors(report), hasErrors({ ...report, findings: findings.slice(0, 1) })], [true, false]);
});

test("a card says its state and since when; a revoked one can do nothing more", () => {
  assert.match(cardView(card({}), NOW).when, /^فعال از امروز ساعت ۱۱:۰۰$/);
  assert.match(cardView(card({ state: "suspended", since: NOW }), NOW).when, /^از امروز ساعت ۱۲:۰۰$/);
  assert.match(cardView(card({ household: null, label: "" }), NOW).whose, /کسی/);
  assert.deepEqual(waysOf(card({ state: "revoked" })), []);
  assert.deepEqual(["printed", "bound", "suspended", "revoked", "blocked"].map((state) => inForce(card({ state }))), [false, true, true, false, true]);
});

test("a refused act says its sentence, and since when where the site said it", () => {
  const refused = (/** @type {object} */ facts) => refusalOf({ kind: "problem", status: 409, code: "card-revoked", facts: { ...facts } }, NOW);
  assert.deepEqual(refused({ at: NOW }), { sentence: ERRORS["card-revoked"], when: "از امروز ساعت ۱۲:۰۰" });
  assert.equal(refused({}).when, "");
  assert.equal(refusalOf({ kind: "silence" }, NOW).sentence, ERRORS["no-answer"]);
});
