// @ts-check
/** What a carried round counts and says. */

import { test } from "node:test";
import assert from "node:assert/strict";

import { counted, doorWords } from "../../static/js/pure/round.js";
import { CATALOGUES } from "../../static/js/screens/rounds/words.js";
import { EN, FA } from "../../static/js/screens/rounds/lead_text.js";

test("each door counts for what was said of it last", () => {
  const said = /** @type {const} */ ({ A: "given", B: "absent", C: "given", D: "declined" });
  assert.deepEqual(counted({ act: "", list: null, said, back: null }), { given: 2, absent: 1, declined: 1 });
});

test("what is brought is said by its title, or by its code where nobody knows one", () => {
  const list = { round: "r", day: null, doors: [], programmes: [{ programme: "basket", title_fa: "سبد" }] };
  const door = { code: "1", short: "A", lines: [{ programme: "basket", quantity: 1 }, { programme: "bread", quantity: 4 }] };
  assert.equal(doorWords(door, list, String), "سبد × 1، bread × 4");
});

test("both languages have the same words, none of them longer than nine", () => {
  for (const [fa, en] of [[CATALOGUES.fa, CATALOGUES.en], [FA, EN]]) {
    assert.deepEqual(Object.keys(fa), Object.keys(en));
    for (const text of [...Object.values(fa), ...Object.values(en)]) assert.ok(text.split(/\s+/u).length <= 9, text);
  }
});
