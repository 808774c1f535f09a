// @ts-check
/** What the tablet decides by itself while the site gives no answer: what may be given, what is kept. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { KIT_HOLDS_MS, blindDue, cycleNow, givable } from "../../static/js/pure/blind.js";
import { contradicts, toOffer, withReceipts, withoutLives } from "../../static/js/pure/heads.js";
import { STAYS_MS, answered, broughtAgain, factsOf, givenLines, heldLines, mayGo, nextFacts, parted, readFacts } from "../../static/js/pure/kept.js";
import { chooseAll, chosenLines, withQuantity } from "../../static/js/pure/selection.js";
import { heldWords } from "../../static/js/pure/tray_view.js";
import { CARD, ID, NOW, kept, kit, programme } from "./tablet_alone.js";

test("a proven card has what the rule says, less what this tablet gave in the period", () => {
  assert.equal(blindDue(kit(), CARD, [], NOW)[0]?.quantity, 4);
  const given = givenLines([kept()]);
  assert.equal(blindDue(kit(), CARD, given, NOW)[0]?.quantity, 1);
  assert.equal(blindDue(kit(), { card: "c2", proven: true }, given, NOW)[0]?.quantity, 4);
  assert.equal(blindDue(kit({ programmes: [programme({ cycle: "1405-09-02" })] }), CARD, given, NOW)[0]?.quantity, 4);
  const all = blindDue(kit(), CARD, [...given, ...given], NOW)[0];
  assert.deepEqual([all?.quantity, all?.reason], [0, "already-collected"]);
});

test("what the site refused was not given; what it has not answered counts", () => {
  const receipt = { epoch: ID, seq: 1, head: "" };
  assert.deepEqual(givenLines([answered(kept(), [{ handout_id: ID, decision: "refused", receipt }], NOW)]), []);
  for (const state of ["asked", "fact", "stuck"]) assert.equal(givenLines([kept({ state })]).length, 1);
  assert.deepEqual(givenLines([kept()], 1), []);
});

test("a rival taken on this tablet excludes, and a stopped card gets nothing", () => {
  const meals = kit({ programmes: [programme({ programme: "hot-meal", excludes: ["bread"] })] });
  assert.equal(blindDue(meals, CARD, givenLines([kept()]), NOW)[0]?.reason, "excluded-by-other");
  assert.equal(blindDue(kit({ stopped: ["c1"] }), CARD, [], NOW)[0]?.reason, "card-revoked");
});

test("a card that nobody proved, and a tablet that heard of no day for long, give beds and meals only", () => {
  const both = kit({ programmes: [programme({}), programme({ programme: "bed-night", most: 1, on_cold_nights: true })] });
  const codes = (/** @type {any} */ holder, /** @type {number} */ at) => blindDue(both, holder, [], at).map((one) => one.programme);
  assert.deepEqual(codes(CARD, NOW), ["bread", "bed-night"]);
  assert.deepEqual(codes({ card: "c1", proven: false }, NOW), ["bed-night"]);
  assert.deepEqual(codes(CARD, NOW + KIT_HOLDS_MS + 1), ["bed-night"]);
});

test("one programme is one tap; of several the operator says what it is", () => {
  const alone = blindDue(kit(), CARD, [], NOW);
  assert.deepEqual(chosenLines(alone, chooseAll(alone)), [{ programme: "bread", quantity: 1, members: [] }]);
  const several = blindDue(kit({ programmes: [programme({}), programme({ programme: "hot-meal" })] }), CARD, [], NOW);
  assert.deepEqual(chosenLines(several, chooseAll(several)), []);
  const line = several[1];
  assert.ok(line);
  assert.equal(chosenLines(several, withQuantity(chooseAll(several), line, 2))[0]?.quantity, 2);
});

test("of a handout what the rule lets go blind is given, line by line, and the rest waits", () => {
  const line = (/** @type {string} */ code, /** @type {number} */ quantity) => ({ programme: code, quantity });
  const given = (/** @type {any} */ kit, /** @type {any} */ lines, holder = CARD) => givable(kit, holder, lines, [], NOW).map((one) => one.programme);
  assert.deepEqual(given(kit(), [line("bread", 4)]), ["bread"]);
  assert.deepEqual(given(kit(), [line("bread", 5)]), []);
  assert.deepEqual(given(kit(), [line("basket", 1), line("bread", 1)]), ["bread"]);
  assert.deepEqual(given(kit(), [line("bread", 1)], { card: "c1", proven: false }), []);
  const meals = kit({ programmes: [programme({ excludes: ["soup"] }), programme({ programme: "soup", excludes: ["bread"] })] });
  assert.deepEqual(given(meals, [line("soup", 1), line("bread", 1)]), ["soup"]);
});

test("facts go oldest first, whole handouts at a time, and within the site's limits", () => {
  const many = Array.from({ length: 60 }, (_, place) => kept({ place }));
  assert.deepEqual(nextFacts(many, "s-01").map((one) => one.place), many.slice(0, 50).map((one) => one.place));
  assert.deepEqual(nextFacts([kept({ state: "done" }), kept({ state: "stuck" }), kept({ state: "asked" }), kept({ site: "s-02" })], "s-01"), []);
  const lines = Array.from({ length: 20 }, () => ({ ...kept().request.lines[0], members: Array.from({ length: 60 }, () => "AAAAAAAAAAA") }));
  const large = Array.from({ length: 3 }, (_, place) => kept({ place, request: { text: "KART", lines } }));
  assert.ok(JSON.stringify(nextFacts(large, "s-01").flatMap(factsOf)).length < 64 * 1024);
  assert.equal(nextFacts(large, "s-01").length, 2);
});

test("a fact has what the site reads and nothing else", () => {
  const odd = kept({ request: { text: "KART", lines: [{ ...kept().request.lines[0], collector: "AAAAAAAAAAA" }] } });
  assert.deepEqual(factsOf(odd), [
    { handout_id: ID, tseq: 1, programme: "bread", quantity: 3, members: [], text: "KART", day: "1405-09-01", operator: "op1" },
  ]);
});

test("a reply that does not answer just these facts is none", () => {
  const receipt = { epoch: ID, seq: 9, head: "00" };
  assert.equal(readFacts([kept()], { facts: [{ handout_id: ID, receipt }] })?.[0]?.receipt.seq, 9);
  for (const reply of [null, {}, { facts: [] }, { facts: [{ handout_id: "other", receipt }] }, { facts: [{ handout_id: ID }] }]) {
    assert.equal(readFacts([kept()], reply), null);
  }
});

test("a handout stays until the registry holds it and a week has passed", () => {
  const done = answered(kept(), [{ handout_id: ID, decision: "granted", receipt: { epoch: "e", seq: 9, head: "" } }], NOW);
  assert.equal(mayGo(done, { e: 9 }, NOW + STAYS_MS), true);
  assert.equal(mayGo(done, { e: 9 }, NOW + STAYS_MS - 1), false);
  assert.equal(mayGo(done, { e: 8 }, NOW + STAYS_MS), false);
  assert.equal(mayGo(done, { other: 99 }, NOW + STAYS_MS), false);
  assert.equal(mayGo(kept(), { e: 99 }, NOW + STAYS_MS), false);
});

test("what is held is counted and said; an answer on its way is no news", () => {
  assert.deepEqual(heldLines([kept(), kept({ state: "stuck" }), kept({ state: "done" }), kept({ state: "asked" })], NOW), { lines: 2, stuck: 1 });
  assert.equal(heldLines([kept({ state: "asked" })], NOW + 60_000).lines, 1);
  assert.equal(heldWords({ lines: 0, stuck: 0, durable: true }), "");
  assert.match(heldWords({ lines: 3, stuck: 1, durable: false }), /^۳ .*؛ ۱ .*؛ /);
});

test("the highest row of each epoch is kept, and a site with fewer or other rows contradicts it", () => {
  const row = (/** @type {number} */ seq, head = "aa") => ({ epoch: "e", seq, head });
  const heads = withReceipts(withReceipts({}, [row(5), row(3)]), [row(4), { epoch: "f", seq: 1, head: "bb" }]);
  assert.deepEqual(toOffer(heads), [row(5), { epoch: "f", seq: 1, head: "bb" }]);
  assert.deepEqual([row(4), row(5, "ff"), row(5), row(6)].map((shown) => contradicts(heads, shown)), [true, true, false, false]);
  assert.equal(contradicts(heads, { epoch: "new", seq: 0, head: "" }), false);
});

test("what was granted in a life that the site lost is brought again, what was refused is not", () => {
  const answers = /** @type {any} */ ([
    { handout_id: "one", decision: "granted", receipt: { epoch: "old", seq: 7, head: "h" } },
    { handout_id: "two", decision: "refused", receipt: { epoch: "old", seq: 8, head: "h" } },
  ]);
  const done = kept({ state: "done", answers, done_at: 5, request: { text: "t", lines: [{ handout_id: "one" }, { handout_id: "two" }] } });
  assert.equal(broughtAgain(done, ["other"]), done);
  const again = broughtAgain(done, ["old"]);
  assert.deepEqual([again.state, again.request.lines, again.answers, again.done_at], ["fact", [{ handout_id: "one" }], [], null]);
  assert.deepEqual(withoutLives({ old: { seq: 7, head: "h" }, new: { seq: 1, head: "k" } }, ["old"]), { new: { seq: 1, head: "k" } });
});
