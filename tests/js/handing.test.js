// @ts-check
/** What is being saved while the next card comes, what is sent again, what is taken back. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Handing } from "../../static/js/handing.js";
import { insist } from "../../static/js/insist.js";

test("an act is sent again until it is answered, and a lost session ends it at once", async () => {
  const outcomes = [{ kind: "silence" }, { kind: "answer", status: 201, value: {} }];
  assert.equal((await insist(() => Promise.resolve(/** @type {any} */ (outcomes.shift())))).kind, "answer");
  let asked = 0;
  const lost = await insist(async () => (asked += 1, { kind: "problem", status: 401, code: "session-missing" }));
  assert.deepEqual([lost.kind, asked], ["problem", 1]);
});

/** A house whose site answers when it is told to. @param {any} answer @param {any} [held] what becomes of what the tablet still holds */
function house(answer, held = true) {
  const titles = { bread: { title_fa: "نان", unit_fa: "قرص" } };
  const pending = {
    keep: async (/** @type {string} */ _, /** @type {any} */ text, /** @type {any} */ lines) => ({ request: { text, lines }, titles }),
    deliver: () => answer,
    unanswered: async () => [],
    takeNumber: async () => 7,
    newId: () => "void-id",
    takeBackKept: async () => held,
  };
  /** @type {any[]} */
  const voids = [];
  const shift = { takeBack: async (/** @type {any} */ undo) => (voids.push(undo), { kind: "answer", status: 201, value: {} }) };
  const deps = /** @type {any} */ ({ api: {}, shift, pending, session: { tab: "t01" }, onLocked: () => {} });
  return { handing: new Handing(deps), voids };
}

const ASKED = { text: "card", label: "472", lines: [{ programme: "bread", quantity: 1, members: [] }], titles: {} };

test("the next card need not wait for the last one to be saved", async () => {
  /** @type {(answer: any) => void} */
  let answer = () => {};
  const { handing } = house(new Promise((resolve) => (answer = resolve)));
  const { work, done } = await handing.begin(ASKED);
  assert.deepEqual([work.state, handing.isSaving("card"), handing.isSaving("other")], ["saving", true, false]);
  answer({ kind: "answer", status: 201, value: { lines: [{ handout_id: "h1", decision: "granted" }] } });
  await done;
  assert.deepEqual([work.state, handing.isSaving("card")], ["granted", false]);
});

test("taking back takes back what was granted, and nothing else", async () => {
  const lines = [{ handout_id: "h1", decision: "granted" }, { handout_id: "h2", decision: "refused" }];
  const { handing, voids } = house(Promise.resolve({ kind: "answer", status: 201, value: { lines } }));
  const { work, done } = await handing.begin(ASKED);
  await done;
  assert.ok(handing.undoLeft(work) > 290_000);
  await handing.undo(work);
  assert.deepEqual(voids, [{ void_id: "void-id", tseq: 7, ref: "h1" }]);
  assert.deepEqual([work.state, handing.undoLeft(work)], ["undone", 0]);
});

test("what the tablet still holds is taken back there, and at the site once it is there", async () => {
  for (const [held, state, refs] of /** @type {const} */ ([[true, "undone", []], [["row-1"], "undone", ["row-1"]], [null, "stored", []]])) {
    const { handing, voids } = house(Promise.resolve({ kind: "stored" }), held);
    const { work, done } = await handing.begin(ASKED);
    await done;
    assert.ok(handing.undoLeft(work) > 290_000);
    await handing.undo(work);
    assert.deepEqual([work.state, voids.map((one) => one.ref), work.code], [state, refs, held === null ? "void-needs-lead" : ""]);
  }
});

test("what is upon a lead who is not signed in here is theirs to take back", async () => {
  const lines = [{ handout_id: "h1", decision: "granted" }];
  const { handing } = house(Promise.resolve({ kind: "answer", status: 201, value: { lines } }));
  const { work, done } = await handing.begin(ASKED);
  await done;
  work.by_lead = true;
  assert.equal(handing.undoLeft(work), 0);
});
