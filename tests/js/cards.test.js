// @ts-check
/** Cards as the page proves them while the site gives no answer. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { blindDue, blankSince, blockOf, givable, haltOf } from "../../static/js/pure/blind.js";
import { readCardText } from "../../static/js/pure/card_token.js";
import { base64url } from "../../static/js/pure/uuid7.js";
import { bytesOf, chooseCheck } from "../../static/js/queue/signature.js";

const NOW = Date.UTC(2026, 10, 22, 8, 30);
const BREAD = { programme: "bread", title_fa: "نان", unit_fa: "قرص", cycle: "1405-09-01", most: 4, on_cold_nights: true, excludes: [] };
/** @param {object} [given] @returns {any} */
const kit = (given) => ({ day: "1405-09-01", keys: [], stopped: [], at: NOW, programmes: [BREAD], ...given });

const golden = JSON.parse(readFileSync(new URL("../data/cards/v1.json", import.meta.url), "utf8"));

/** @param {string} hex */
const raw = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

test("every golden card is read as the site reads it, in every spelling", () => {
  for (const { card, kid, serial, texts } of golden.cards) {
    for (const text of texts) {
      const read = readCardText(text);
      assert.ok(read?.kind === "token", text);
      assert.deepEqual([read.card, read.kid, read.serial], [card, kid, serial]);
    }
  }
});

test("what is no card is none", () => {
  const [text] = golden.cards[0].texts;
  for (const wrong of ["", "x", `${text}0`, text.slice(0, -1), text.replace("/C/", "/D/"), `${text.slice(0, -1)}1`, "javascript:alert(1)"]) {
    assert.equal(readCardText(wrong), null, wrong);
  }
});

test("a short code counts only with its check symbol", () => {
  const symbols = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
  const right = symbols.filter((last) => readCardText(`7VGNJJW${last}`));
  assert.equal(right.length, 1);
});

for (const [name, subtle] of /** @type {[string, any][]} */ ([
  ["the browser's own check", crypto.subtle],
  ["the library, where the browser knows no Ed25519", { importKey: () => Promise.reject(new Error("NotSupportedError")) }],
])) {
  const missing = subtle !== crypto.subtle && !existsSync(new URL("../../static/vendor/noble-ed25519/index.js", import.meta.url));
  test(`${name} takes golden cards and nothing else`, { skip: missing && "the build brings the library" }, async () => {
    const check = await chooseCheck(subtle);
    for (const { kid, texts } of golden.cards) {
      const read = readCardText(texts[0]);
      assert.ok(read?.kind === "token");
      const key = bytesOf(base64url(raw(golden.public_keys[String(kid)])));
      assert.equal(await check(read.signature, read.signed, key), true);
      for (const place of [0, 31, 32, 63]) {
        const bent = read.signature.slice();
        bent[place] = (bent[place] ?? 0) ^ 1;
        assert.equal(await check(bent, read.signed, key), false);
      }
      const other = read.signed.slice();
      other[other.length - 1] = (other[other.length - 1] ?? 0) ^ 1;
      assert.equal(await check(read.signature, other, key), false);
    }
  });
}

test("an old print and a card of an ended key get nothing, not even on a cold night, and it is said since when", () => {
  const told = kit({ serials: { c1: 3, c4: 2 }, reprinted_at: { c1: NOW - 7 }, ended_keys: { 7: NOW - 5 } });
  assert.equal(blockOf(told, { kid: 1, card: "c1", serial: 3 }), null);
  assert.equal(blockOf(told, { kid: 1, card: "c2", serial: 1 }), null);
  assert.deepEqual(blockOf(told, { kid: 1, card: "c1", serial: 2 }), { since: NOW - 7 });
  assert.deepEqual(blockOf(told, { kid: 1, card: "c4", serial: 1 }), { since: null });
  assert.deepEqual(blockOf(told, { kid: 7, card: "c2", serial: 1 }), { since: NOW - 5 });
  const old = { card: "c1", proven: true, blocked: { since: null } };
  assert.deepEqual(blindDue(told, old, [], NOW).map((one) => [one.quantity, one.reason]), [[0, "card-blocked"]]);
  assert.deepEqual(givable(told, old, [{ programme: "bread", quantity: 1 }], [], NOW), []);
  const stopped = kit({ stopped: ["c1", "c2"], stopped_at: { c1: NOW - 9, c2: NOW - 8 }, suspended: ["c2"] });
  assert.deepEqual(haltOf(stopped, old), { reason: "card-revoked", since: NOW - 9 });
  assert.deepEqual(haltOf(stopped, { card: "c2", proven: true }), { reason: "suspended", since: NOW - 8 });
  assert.equal(blockOf(kit(), { kid: 7, card: "c1", serial: 1 }), null);
});

test("a card that is nobody's yet gets beds and meals only, and it is known since when", () => {
  const bed = { programme: "bed-night", title_fa: "", unit_fa: "", cycle: "", most: 1, on_cold_nights: true, excludes: [] };
  const bread = { ...bed, programme: "bread", on_cold_nights: false };
  const told = kit({ programmes: [bread, bed], blank: { c1: NOW - 4 } });
  assert.deepEqual(blindDue(told, { card: "c1", proven: true }, [], NOW).map((one) => [one.quantity, one.reason]), [[0, "not-registered"], [1, null]]);
  assert.deepEqual(blindDue(told, { card: "c2", proven: true }, [], NOW).map((one) => one.quantity), [1, 1]);
  assert.deepEqual([blankSince(told, { card: "c1", proven: true }), blankSince(told, { card: "c2", proven: true })], [{ since: NOW - 4 }, null]);
});
