// @ts-check
/** What a tablet decides of a shelter's night while the site gives no answer. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { blindDue, cycleNow } from "../../static/js/pure/blind.js";
import { factsOf, parted, readFacts, settled } from "../../static/js/pure/kept.js";
import { CARD, ID, NOW, kept, kit, programme } from "./tablet_alone.js";

test("a night that ended since the site was heard is over: what was given blind in it counts no more", () => {
  const bed = programme({ programme: "bed-night", most: 1, on_cold_nights: true, cycle: "N1405-08-30", period: { kind: "night", cut: "12:00" } });
  const dawn = Date.UTC(2026, 10, 21, 21, 10); // 00:40 of 1405-09-01 in Tehran
  const told = kit({ day: "1405-08-30", at: dawn, programmes: [bed] });
  assert.deepEqual([dawn, dawn + 12 * 3_600_000].map((now) => cycleNow(told, bed, now)), ["N1405-08-30", "N1405-08-30"]);
  const day = kit({ day: "1405-09-01", at: dawn, programmes: [bed] });
  assert.deepEqual([dawn, dawn + 12 * 3_600_000].map((now) => cycleNow(day, bed, now)), ["N1405-08-30", "N1405-09-01"]);
  const slept = [{ card: "c1", programme: "bed-night", cycle: "N1405-08-30", quantity: 1, at: dawn }];
  assert.deepEqual([dawn, dawn + 12 * 3_600_000].map((now) => blindDue(day, CARD, slept, now)[0]?.quantity), [0, 1]);
});

test("an admission is a fact with its bed, and what waits beside it is none", () => {
  const [bed, dinner, breakfast] = ["bed-night", "dinner", "breakfast"].map((programme, place) => ({ handout_id: `${ID}${place}`, tseq: place + 1, programme, quantity: 1, members: [] }));
  const whole = kept({ state: "asked", request: { text: null, lines: [bed, dinner, breakfast], night: { section: "men" } } });
  const { now, also } = parted(whole, /** @type {any} */ ([bed, breakfast]));
  assert.deepEqual(now.request, { text: null, lines: [dinner] });
  assert.deepEqual(factsOf(/** @type {any} */ (also)).map((fact) => fact.night), [{ section: "men", lines: [`${ID}2`] }, undefined]);
  const lies = { result: "over", bed: null, floor: true };
  const reply = { facts: [`${ID}0`, `${ID}2`].map((handout_id, place) => ({ handout_id, row_id: handout_id, receipt: { epoch: "e", seq: place, head: "" }, lies: place === 0 ? lies : null })) };
  const answers = readFacts([/** @type {any} */ (also)], reply) ?? [];
  assert.deepEqual(settled(/** @type {any} */ (also), /** @type {any} */ (also), answers, NOW).lies, lies);
});
