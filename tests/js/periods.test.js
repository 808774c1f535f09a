// @ts-check
/** The page's calendar and its periods against the golden days that Python reads too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { dayOf, daysAfter, noonOf } from "../../static/js/pure/jalali.js";
import { againOn, countedDay, cycleOf, minuteOf, spanOf } from "../../static/js/pure/period.js";

const golden = JSON.parse(readFileSync(new URL("../data/periods.json", import.meta.url), "utf8"));

test("an instant is of the day that it is in Tehran, also just after midnight there", () => {
  for (const [at, day] of golden.instants) assert.equal(dayOf(at), day);
});

test("noon of a Jalali day falls on its Gregorian day", () => {
  for (const [gregorian, day] of golden.days) {
    assert.equal(new Date(noonOf(day) ?? 0).toISOString().slice(0, 10), gregorian, day);
  }
});

for (const [column, name] of Object.keys(golden.periods).entries()) {
  test(`the keys of the kind «${name}» are those of the golden days of 1400 to 1420`, () => {
    assert.ok(golden.days.length > 900);
    for (const row of golden.days) assert.equal(cycleOf(golden.periods[name], row[1]), row[column + 1], row[1]);
  });
}

test("periods tile every day of 1400 to 1420: one begins where the one before ends, with another key", () => {
  for (const [name, period] of Object.entries(golden.periods)) {
    let span = spanOf(period, "1400-01-01");
    for (let day = "1400-01-01"; day <= "1420-12-30"; day = daysAfter(day, 1)) {
      const found = spanOf(period, day);
      if (day === span.following) {
        assert.equal(found.first, day, name);
        assert.notEqual(found.cycle, span.cycle, name);
        span = found;
      }
      assert.deepEqual(found, span, `${name} on ${day}`);
    }
  }
});

test("the clock only chooses between days that touch", () => {
  for (const [period, day, clock_day, hour, counted] of golden.counted) {
    const minute = hour === null ? null : minuteOf(hour);
    assert.equal(countedDay(period, { day, clock_day, minute }), counted, JSON.stringify([period, day, hour]));
  }
});

test("the next one may be asked for from its first day on, a meal before dawn from the evening before", () => {
  for (const [period, day, next] of golden.again) assert.equal(againOn(period, day), next, JSON.stringify(period));
});
