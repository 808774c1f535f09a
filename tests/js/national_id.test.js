// @ts-check
/** A national ID is judged while it is typed, calmly. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { checkDigitFits, nationalId } from "../../static/js/pure/national_id.js";

test("the last digit of a national ID follows from the nine before it", () => {
  assert.ok(checkDigitFits("0012345679"));
  assert.ok(!checkDigitFits("0012345678"));
  assert.ok(!checkDigitFits("1111111111"));
  assert.ok(!checkDigitFits("001234567"));
});

test("how many digits are to go is said in any script, with gaps and dashes", () => {
  assert.deepEqual(nationalId("national", "۰۰۱-۲۳۴ ۵۶"), { state: "short", left: 2 });
  assert.deepEqual(nationalId("national", "٠٠١٢٣٤٥٦٧٩"), { state: "good" });
});

test("only what may be a national ID is judged", () => {
  assert.deepEqual(nationalId("", "12345"), { state: "none" });
  assert.deepEqual(nationalId("", "0012345678"), { state: "wrong" });
  assert.deepEqual(nationalId("passport", "0012345678"), { state: "none" });
  assert.deepEqual(nationalId("national", "A12"), { state: "wrong" });
});
