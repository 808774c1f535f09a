// @ts-check
/** What a tablet signs, and the one-time codes that make it one. */
import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { test } from "node:test";

import { codeOfFragment, halves, plainCode, readCode } from "../../static/js/pure/pairing_code.js";
import { hex, nextSequence, pairingBytes, requestBytes } from "../../static/js/pure/signed_request.js";

const text = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString("utf8");

test("a request is signed over exactly these bytes", () => {
  const body_hash = createHash("sha256").update("{}").digest();
  const bytes = requestBytes({ method: "POST", path: "/api/v1/scans?a=%20b", start: "AAECAwQFBgcICQoLDA0ODw", sequence: 7, body_hash });
  const expected = "fp/request/1\0POST\n/api/v1/scans?a=%20b\nAAECAwQFBgcICQoLDA0ODw\n7\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  assert.equal(text(bytes), expected);
});

test("a request without a body is signed with the hash of nothing", () => {
  const bytes = requestBytes({ method: "DELETE", path: "/x", start: "s", sequence: 1, body_hash: createHash("sha256").digest() });
  assert.match(text(bytes), /\n1\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855$/);
});

test("what is signed for pairing is the code after its own mark", () => {
  assert.equal(text(pairingBytes("0123456789")), "fp/pair/1\x000123456789");
});

test("a signature has the 64 bytes that the site expects, and holds for its own bytes only", async () => {
  const way = { name: "ECDSA", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const signature = await webcrypto.subtle.sign(way, keys.privateKey, pairingBytes("0123456789"));
  assert.equal(signature.byteLength, 64);
  assert.equal(await webcrypto.subtle.verify(way, keys.publicKey, signature, pairingBytes("0123456789")), true);
  assert.equal(await webcrypto.subtle.verify(way, keys.publicKey, signature, pairingBytes("0123456780")), false);
});

test("hexadecimal is lower case and keeps its noughts", () => {
  assert.equal(hex(new Uint8Array([0, 10, 255])), "000aff");
});

test("numbers of requests rise by one, and leap after the tablet forgot some", () => {
  assert.deepEqual([nextSequence(0), nextSequence(41), nextSequence(41, true)], [1, 42, 1065]);
});

test("a one-time code forgives gaps, small letters, Persian digits, and I, L, O", () => {
  assert.equal(plainCode(" abcde-۱۲il٥ "), "ABCDE12115");
  assert.deepEqual(readCode("abcde 12O45"), { purpose: "any", code: "ABCDE12045" });
});

test("half a code, a code of other letters and an endless text are no codes", () => {
  assert.deepEqual(["ABCDE1234", "ABCDE123456", "ABCDEU1234", "", "x".repeat(500)].map(readCode), [null, null, null, null, null]);
});

test("of an address only the code in its fragment counts", () => {
  assert.deepEqual(readCode("https://site.test:8443/#pair=ABCDE12345"), { purpose: "pair", code: "ABCDE12345" });
  assert.equal(readCode("https://site.test/ABCDE12345"), null);
  assert.equal(readCode("javascript:alert(1)#other=ABCDE12345"), null);
});

test("the address says whether a code pairs a tablet or makes the first lead", () => {
  assert.deepEqual(codeOfFragment("#first=abcde12345"), { purpose: "first", code: "ABCDE12345" });
  assert.equal(codeOfFragment("#pair=ABC"), null);
  assert.equal(codeOfFragment(""), null);
});

test("a code is read aloud in two halves", () => {
  assert.equal(halves("ABCDE12345"), "ABCDE 12345");
});
