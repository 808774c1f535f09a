// @ts-check
/** One catalogue a language, all with the same keys. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import * as en from "../../static/js/text_en.js";
import * as fa from "../../static/js/text_fa.js";
import { CATALOGUES, fill } from "../../static/js/words.js";

test("every language has the words of every other, and the same gaps in them", () => {
  const gaps = (/** @type {string} */ word) => (word.match(/\{\w+\}/g) ?? []).sort();
  for (const part of /** @type {const} */ (["VERDICTS", "REASONS", "ERRORS", "REMARKS", "FLAGS", "FINDINGS", "LIKENESS", "WORDS"])) {
    assert.deepEqual(Object.keys(en[part]).sort(), Object.keys(fa[part]).sort(), part);
    for (const [key, word] of Object.entries(fa[part])) {
      const other = /** @type {Record<string, string>} */ (en[part])[key] ?? "";
      assert.ok(other.trim(), key);
      assert.deepEqual(gaps(other), gaps(word), key);
    }
  }
});

test("every catalogue says its own name, direction and ten digits", () => {
  for (const { NAME, LOCALE, DIRECTION, DIGITS } of Object.values(CATALOGUES)) {
    assert.ok(NAME && ["rtl", "ltr"].includes(DIRECTION) && [...DIGITS].length === 10);
    assert.doesNotThrow(() => new Intl.DateTimeFormat(`${LOCALE}-u-ca-persian`));
  }
});

test("whatever is said goes through the chosen catalogue", () => {
  const folder = new URL("../../static/js/", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".js"));
  assert.ok(files.length > 30);
  const past = files.filter((name) => !/(?:^|\/)(?:words|text_\w+)\.js$/.test(name) && /from "[./]*text_\w+\.js"/.test(readFileSync(new URL(name, folder), "utf8")));
  assert.deepEqual(past, []);
});

test("a gap is filled in the language's digits, and what is not given stays", () => {
  assert.equal(fill("{n} از {m}", { n: 12 }), "۱۲ از {m}");
});
