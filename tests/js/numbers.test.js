// @ts-check
/** A tablet's own numbers: without a gap, whatever the site turns down. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { giveBack, takeNumbers } from "../../static/js/pure/numbers.js";

test("numbers go on without a gap", () => {
  const first = takeNumbers({ tseq: 0 }, 2);
  assert.deepEqual(first.numbers, [1, 2]);
  assert.deepEqual(takeNumbers(first.count, 1), { numbers: [3], count: { tseq: 3, free: [] } });
});

test("the last numbers that were turned down are as if they had never been taken", () => {
  assert.deepEqual(giveBack({ tseq: 5 }, [4, 5]), { tseq: 3, free: [] });
  assert.deepEqual(giveBack({ tseq: 5, free: [3, 4] }, [5]), { tseq: 2, free: [] });
});

test("a number that was turned down in between is the next to be used", () => {
  const after = giveBack({ tseq: 5 }, [3]);
  assert.deepEqual(after, { tseq: 5, free: [3] });
  assert.deepEqual(takeNumbers(after, 2), { numbers: [3, 6], count: { tseq: 6, free: [] } });
});

test("whatever is turned down in whatever order, the rows have every number up to the last but those to be used again", () => {
  let seed = 7;
  const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  /** @type {import("../../static/js/pure/numbers.js").Count} */
  let count = { tseq: 0 };
  /** @type {number[][]} */
  const open = [];
  const rows = new Set();
  for (let step = 0; step < 2000; step += 1) {
    if (chance() < 0.5) {
      const taken = takeNumbers(count, 1 + Math.floor(chance() * 3));
      count = taken.count;
      open.push(taken.numbers);
    } else if (open.length > 0) {
      const [numbers = []] = open.splice(Math.floor(chance() * open.length), 1);
      if (chance() < 0.4) count = giveBack(count, numbers);
      else for (const number of numbers) assert.equal(rows.size, rows.add(number).size - 1, "no number twice");
    }
  }
  for (const numbers of open) count = giveBack(count, numbers);
  const absent = Array.from({ length: count.tseq }, (_, place) => place + 1).filter((number) => !rows.has(number));
  assert.deepEqual(absent, count.free);
});
