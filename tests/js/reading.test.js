// @ts-check
/** What is typed, seen and made before anything is sent. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { latinKey, readTyped } from "../../static/js/pure/card_text.js";
import { faDigits, latinDigits } from "../../static/js/pure/digits.js";
import { GONE_MS, nearest, stillHeld } from "../../static/js/pure/seen.js";
import { chooseAll, chosenLines, withMember, withQuantity } from "../../static/js/pure/selection.js";
import { base64url, uuid7 } from "../../static/js/pure/uuid7.js";

/** @type {any} */
const BASKET = { programme: "basket", counts_for: "household", quantity: 2, members: [] };
/** @type {any} */
const BREAD = {
  programme: "bread",
  counts_for: "member",
  quantity: 4,
  members: [{ person: "a", due: 2 }, { person: "b", due: 0 }, { person: "c", due: 2 }],
};

test("a short code forgives gaps, small letters, Persian and Arabic digits, and I, L, O", () => {
  assert.deepEqual(readTyped(" 7vgn-jjw۰ "), { kind: "short", text: "7VGNJJW0" });
  assert.deepEqual(readTyped("il٣o abcd"), { kind: "short", text: "1130ABCD" });
});

test("an empty line, half a code and an endless line are told apart", () => {
  assert.deepEqual(["", "7VGN", "x".repeat(401)].map((line) => readTyped(line).kind), ["empty", "incomplete", "too-long"]);
});

test("a card's whole address is sent as it was read", () => {
  assert.deepEqual(readTyped("HTTP://KART.TEST/C/ABC\n"), { kind: "card", text: "HTTP://KART.TEST/C/ABC" });
});

test("marks that turn the direction of writing are taken out", () => {
  assert.deepEqual(readTyped("\u202e7VGN\u200fJJW0"), { kind: "short", text: "7VGNJJW0" });
});

test("a wedge scanner under a Persian layout gives Latin characters", () => {
  assert.equal(latinKey({ code: "KeyC", key: "ز", shiftKey: false }), "C");
  assert.equal(latinKey({ code: "Digit7", key: "۷", shiftKey: false }), "7");
  assert.equal(latinKey({ code: "Slash", key: "؟", shiftKey: false }), "/");
  assert.equal(latinKey({ code: "KeyC", key: "c", shiftKey: false }), "");
});

test("digits go both ways", () => {
  assert.equal(faDigits(1405), "۱۴۰۵");
  assert.equal(latinDigits("۱۴٠٥"), "1405");
});

test("a card in the picture is read once, until it was gone long enough", () => {
  const card = { text: "X", off_centre: 1 };
  const held = { text: "X", at: 0 };
  assert.deepEqual(stillHeld(held, [card], 500), { text: "X", at: 500 });
  assert.deepEqual(stillHeld(held, [], GONE_MS - 1), held);
  assert.equal(stillHeld(held, [], GONE_MS), null);
});

test("of two codes the one nearer to the middle is meant", () => {
  assert.equal(nearest([{ text: "far", off_centre: 9 }, { text: "near", off_centre: 2 }]), "near");
  assert.equal(nearest([]), null);
});

test("everything that is due is chosen at first", () => {
  const lines = chosenLines([BASKET, BREAD], chooseAll([BASKET, BREAD]));
  assert.deepEqual(lines, [
    { programme: "basket", quantity: 2, members: [] },
    { programme: "bread", quantity: 4, members: ["a", "c"] },
  ]);
});

test("an amount goes down to nothing and never above what is due", () => {
  const all = chooseAll([BASKET]);
  assert.equal(withQuantity(all, BASKET, 9)["basket"]?.quantity, 2);
  assert.deepEqual(chosenLines([BASKET], withQuantity(all, BASKET, -1)), []);
});

test("a member that is ticked off takes his share along, and back again", () => {
  const without = withMember(chooseAll([BREAD]), BREAD, "a");
  assert.deepEqual(without["bread"], { quantity: 2, members: ["c"] });
  assert.deepEqual(withMember(without, BREAD, "a")["bread"], { quantity: 4, members: ["a", "c"] });
});

test("nobody can tick a member of whom nothing is due", () => {
  assert.deepEqual(withMember(chooseAll([BREAD]), BREAD, "b")["bread"]?.members, ["a", "c"]);
});

test("an id has 22 characters, version 7 and variant 10", () => {
  const raw = Buffer.from(uuid7(1_795_000_000_000, new Uint8Array(10).fill(255)), "base64url");
  assert.equal(raw.length, 16);
  assert.deepEqual([(raw[6] ?? 0) >> 4, (raw[8] ?? 0) >> 6], [7, 2]);
  assert.equal(raw.readUIntBE(0, 6), 1_795_000_000_000);
});

test("ids of one tablet rise with the time", () => {
  const ids = [1, 256, 65_536, 2 ** 40].map((now) => uuid7(now, new Uint8Array(10)));
  assert.deepEqual(ids.map((id) => Buffer.from(id, "base64url").toString("hex")), ids.map((id) => Buffer.from(id, "base64url").toString("hex")).sort());
});

test("base64url is spelled as everybody spells it", () => {
  for (const size of [0, 1, 2, 3, 8, 16]) {
    const bytes = new Uint8Array(size).map((_, place) => place * 37 + 251);
    assert.equal(base64url(bytes), Buffer.from(bytes).toString("base64url"));
  }
});
