// @ts-check
/** The page's calendar against the golden days that Python reads too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { dayOf, noonOf } from "../../static/js/pure/jalali.js";

const golden = JSON.parse(readFileSync(new URL("../data/periods.json", import.meta.url), "utf8"));

test("an instant is of the day that it is in Tehran, also just after midnight there", () => {
  for (const [at, day] of golden.instants) assert.equal(dayOf(at), day);
});

test("noon of a Jalali day falls on its Gregorian day", () => {
  for (const [gregorian, day] of golden.days) {
    assert.equal(new Date(noonOf(day) ?? 0).toISOString().slice(0, 10), gregorian, day);
  }
});
