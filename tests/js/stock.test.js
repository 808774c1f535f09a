// @ts-check
/** What the desk says of stock that is gone, and numbers as people type them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { refusedView } from "../../static/js/pure/decision_view.js";
import * as fa from "../../static/js/text_fa.js";

const WHY = { reason: "out-of-stock", earlier: null, next_on: null };

test("what is out of stock and may be made up for is kept, with the day", () => {
  const view = refusedView("بسته", { ...WHY, kept_until: "1405-10-05" }, Date.UTC(2026, 10, 22));
  assert.equal(view.sentence, fa.WORDS.stockKept);
  assert.deepEqual(view.notes, ["تا شنبه ۵ دی"]);
});

test("what may not be made up for is gone, and nothing is promised", () => {
  const view = refusedView("بسته", { ...WHY, kept_until: null }, Date.UTC(2026, 10, 22));
  assert.equal(view.sentence, fa.REASONS["out-of-stock"]);
  assert.deepEqual(view.notes, []);
});
