// @ts-check
/** What a lead's word may give of a refused line, and in which order it is asked for. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { LeadsWord } from "../../static/js/leads_word.js";
import { asksCollector, exceptionLine, exceptionOfDue, exceptionOfReply } from "../../static/js/pure/exception.js";

/** @param {object} given @returns {any} */
const due = (given) => ({ programme: "kit", counts_for: "household", quantity: 0, members: [], reason: "already-collected", override: "lead", ...given });
/** @param {object} given @returns {any} */
const exception = (given = {}) => ({ kind: "override", programme: "kit", second: false, counts_members: false, members: [], quantity: 1, ref: null, ...given });
const ABOUT = { text: "card", label: "472", titles: {}, collector: null };
const MUCH = { quantity: 1, members: [] };

test("a refused line is a lead's to give, unless the rule lets nobody", () => {
  assert.equal(exceptionOfDue(due({}))?.kind, "override");
  assert.equal(exceptionOfDue(due({ override: "none" })), null);
  assert.equal(exceptionOfDue(due({ reason: null, override: "none", quantity: 2 })), null);
  assert.equal(exceptionOfDue(due({ override: undefined })), null);
  assert.equal(exceptionOfDue(due({ override: "lead-and-second" }))?.second, true);
});

test("a wrong collector is confirmed once, whatever may be overridden, and needs no second person", () => {
  const found = exceptionOfDue(due({ reason: "collector-not-registered", override: "none" }));
  assert.deepEqual([found?.kind, found?.second], ["collector", false]);
});

test("a line of members proposes whom the programme is for, and one piece each", () => {
  const members = [{ person: "a", due: 0, reason: "already-collected" }, { person: "b", due: 0, reason: "not-in-audience" }];
  const found = exceptionOfDue(due({ counts_for: "member", members }));
  assert.deepEqual([found?.members, found?.quantity], [["a"], 1]);
});

test("a line that was asked for and refused is given as it was asked", () => {
  const reply = /** @type {any} */ ({ handout_id: "h1", programme: "bread", decision: "refused", quantity: 4, reason: "already-collected", override: "lead" });
  const found = exceptionOfReply(reply, [{ handout_id: "h1", members: ["a", "b"] }]);
  assert.deepEqual([found?.ref, found?.quantity, found?.members], ["h1", 4, ["a", "b"]]);
  assert.equal(exceptionOfReply({ ...reply, decision: "granted" }, []), null);
});

test("who stands there is asked only where it matters", () => {
  const reply = (/** @type {any} */ line, household = "h") => /** @type {any} */ ({ household, due: [line] });
  assert.equal(asksCollector(reply(due({ asks_collector: true, reason: "collector-not-registered" }))), true);
  assert.equal(asksCollector(reply(due({ asks_collector: true, quantity: 1, reason: null }))), true);
  assert.equal(asksCollector(reply(due({ asks_collector: true }))), false);
  assert.equal(asksCollector(reply(due({ quantity: 1, reason: null }))), false);
});

test("the gift names the refusal it overrides, or whose word the collector has", () => {
  const said = { ref: "r1", collector: "p1" };
  assert.deepEqual(exceptionLine(exception(), MUCH, said), { programme: "kit", ...MUCH, collector: "p1", overrides: "r1" });
  assert.deepEqual(exceptionLine(exception({ kind: "collector" }), MUCH, { ref: "r1", collector: null }), { programme: "kit", ...MUCH, one_time_alternate: true, approved: "r1" });
});

/** A house that refuses what names no refusal. @param {boolean} leads */
function house(leads) {
  /** @type {any[]} */
  const asked = [];
  /** @type {any[]} */
  const told = [];
  const handing = {
    begin: async (/** @type {any} */ request) => {
      asked.push(request);
      const line = request.lines[0];
      const decision = line.overrides || line.one_time_alternate ? "granted" : "refused";
      const lines = [{ handout_id: `h${asked.length}`, decision }];
      return { work: { lines }, done: Promise.resolve({ kind: "answer", value: { lines } }) };
    },
    forget: () => undefined,
  };
  const shift = { approve: async (/** @type {any} */ refs, /** @type {any} */ lead) => (told.push({ refs, lead }), { kind: "answer", status: 201, value: { state: "approved" } }) };
  return { asked, told, deps: /** @type {any} */ ({ handing, shift, leads }) };
}

test("on an operator's tablet: refused, approved, given; none of it may go blind, and it is the lead's to take back", async () => {
  const { asked, told, deps } = house(false);
  const word = new LeadsWord(exception(), ABOUT, deps);
  assert.equal(await word.refuse(MUCH), null);
  await word.approve({ name: "سارا", pin: "000000" });
  const { work } = await word.give(MUCH);
  assert.deepEqual(asked.map((one) => [one.never_blind, one.lines[0].overrides]), [[true, undefined], [true, "h1"]]);
  assert.deepEqual(told, [{ refs: ["h1"], lead: { name: "سارا", pin: "000000" } }]);
  assert.equal(work.by_lead, true);
  assert.ok(!JSON.stringify(asked).includes("000000"));
});

test("a lead confirms a collector at once; the operator's tablet asks first, so that there is something to approve", async () => {
  const lead = house(true);
  const alone = new LeadsWord(exception({ kind: "collector" }), ABOUT, lead.deps);
  assert.equal(await alone.refuse(MUCH), null);
  await alone.give(MUCH);
  assert.deepEqual(lead.asked.map((one) => one.lines[0].one_time_alternate), [true]);
  const operator = house(false);
  const asks = new LeadsWord(exception({ kind: "collector" }), ABOUT, operator.deps);
  await asks.refuse(MUCH);
  await asks.give(MUCH);
  assert.deepEqual(operator.asked.map((one) => one.lines[0].approved), [undefined, "h1"]);
});
