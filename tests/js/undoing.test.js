// @ts-check
/** What is taken back while the site has not heard of it: nothing vanishes, a void follows. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { storedView } from "../../static/js/pure/decision_view.js";
import { STAYS_MS, UNDO_MS, answered, factsOf, givenLines, heldLines, mayGo, parted, readFacts, settled, takenBack } from "../../static/js/pure/kept.js";

const NOW = Date.UTC(2026, 10, 22, 8, 30);
const ID = "AAAAAAAAAAAAAAAAAAAAAA";

/** A fact that waits. @param {object} [given] @returns {any} */
const kept = (given) => ({
  place: 1, state: "fact", site: "s-01", operator: "op1", card: "c1", day: "1405-09-01", at: NOW, cycles: { bread: "1405-09-01" }, titles: {}, answers: [], done_at: null, code: null,
  request: { text: "KART", lines: [{ handout_id: ID, tseq: 1, programme: "bread", quantity: 3, members: [] }] },
  ...given,
});
const VOIDS = [{ void_id: "v1", tseq: 2 }];

test("what is taken back before the site heard of it is sent with its void, counts here no more, and is still held", () => {
  const undone = takenBack(kept(), VOIDS, NOW + UNDO_MS);
  assert.deepEqual(factsOf(undone)[0]?.undone, VOIDS[0]);
  assert.deepEqual(givenLines([undone]), []);
  assert.deepEqual(heldLines([undone], NOW), { lines: 1, stuck: 0 });
});

test("only a fact that waits is taken back here, once, and within five minutes", () => {
  for (const state of ["asked", "done"]) assert.equal(takenBack(kept({ state }), VOIDS, NOW).undone, undefined);
  assert.equal(takenBack(kept(), VOIDS, NOW + UNDO_MS + 1).undone, undefined);
  const undone = takenBack(kept(), VOIDS, NOW);
  assert.equal(takenBack(undone, [{ void_id: "v2", tseq: 3 }], NOW), undone);
});

test("a fact that was taken back while its answer was on the way is sent once more", () => {
  const receipt = { epoch: ID, seq: 1, head: "" };
  const answers = [{ handout_id: ID, decision: /** @type {const} */ ("granted"), receipt }];
  const undone = takenBack(kept(), VOIDS, NOW);
  assert.equal(settled(undone, kept(), answers, NOW).state, "fact");
  assert.equal(settled(undone, undone, answers, NOW).state, "done");
  assert.equal(settled(kept(), kept(), answers, NOW).state, "done");
});

test("the void's receipt is waited for as the fact's is", () => {
  const reply = { facts: [{ handout_id: ID, row_id: ID, receipt: { epoch: "e", seq: 3 }, undone: { epoch: "e", seq: 4 } }] };
  const done = answered(kept(), readFacts([kept()], reply) ?? [], NOW);
  assert.equal(mayGo(done, { e: 3 }, NOW + STAYS_MS), false);
  assert.equal(mayGo(done, { e: 4 }, NOW + STAYS_MS), true);
});

test("a handout that is given blind in part becomes two, with every id and number once", () => {
  const [line] = kept().request.lines;
  const whole = kept({ state: "asked", request: { text: "KART", lines: [line, { ...line, handout_id: "B", tseq: 2, programme: "basket" }] } });
  const { now, also } = parted(whole, [whole.request.lines[0]]);
  assert.deepEqual([now.state, now.place, now.request.lines.map((one) => one.tseq)], ["asked", 1, [2]]);
  assert.deepEqual([also?.state, also && "place" in also, also?.request.lines.map((one) => one.tseq)], ["fact", false, [1]]);
  const all = parted(whole, whole.request.lines);
  assert.deepEqual([all.now.state, all.now.place, all.also], ["fact", 1, null]);
});

test("what is handed over blind is told beside what must wait, above the list too", () => {
  const view = storedView(kept().request, { bread: { title_fa: "نان", unit_fa: "قرص" }, basket: { title_fa: "سبد", unit_fa: "" } }, [{ programme: "basket" }]);
  assert.deepEqual([view.headline.state, view.granted.map((one) => one.title), view.refused.map((one) => [one.title, one.waits])], ["stored", ["نان"], [["سبد", true]]]);
  assert.match(view.headline.note, /سبد.*صبر کنید/);
});
