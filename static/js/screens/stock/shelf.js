// @ts-check
/**
 * What stands in the store when a day opens and closes: each item with its sums and a place for what was counted. A
 * difference asks why, here and at once. Nothing is there where nobody counts. Imports dom, fields and the stock's routes.
 */

import { digits, fill } from "../../words.js";
import { el } from "../../dom.js";
import { readStock } from "../../api_stock.js";
import { many } from "./item_card.js";
import { readNumber, reasonField } from "./parts.js";
import { wearStyle } from "./style.js";
import { countWords, sumsTable } from "./sums_table.js";
import { COUNT_REASONS, stockSentence, word } from "./words.js";

/** @typedef {import("../../wire_stock.js").StockView} StockView */
/** @typedef {import("../../wire_stock.js").StockTotal} StockTotal */
/** @typedef {import("../../wire_stock.js").Counted} Counted */
/** @typedef {{ org: string, item: string, expected: number }} Expected */
/** @typedef {{ expect: (n: number) => void, read: () => Counted | null | string, root: HTMLElement }} Line */
/**
 * @typedef {object} Shelf
 * @property {() => Counted[] | null} counts what was counted; null where something is not filled in, which is said
 * @property {(code: string) => string} sentence
 * @property {(sums: StockTotal[], counting: boolean, past: boolean) => void} tell what the day comes to so far
 */

/**
 * Fills a place.
 * @param {HTMLElement} root
 * @param {"open" | "close"} when in the morning what there should be stands there already
 * @param {() => Promise<import("../../pure/outcome.js").Outcome>} [read]
 * @returns {Promise<Shelf>}
 */
export async function makeShelf(root, when, read = readStock) {
  const outcome = await read();
  const items = outcome.kind === "answer" ? /** @type {StockView[]} */ (outcome.value.items) : [];
  const said = el("p", { class: "warning", role: "alert", hidden: true });
  const list = el("ul", { class: "shelf" });
  const sums = el("div", {});
  /** @type {Map<string, Line>} */
  const lines = new Map();
  const titleOf = (/** @type {{ org: string, item: string }} */ of) => items.find(({ org, item }) => org === of.org && item === of.item)?.title_fa ?? of.item;
  wearStyle();

  /** @param {Expected[]} expected */
  function draw(expected) {
    for (const one of expected) {
      const key = `${one.org} ${one.item}`;
      const line = lines.get(key) ?? shelfLine(one, titleOf(one), when === "open");
      if (!lines.has(key)) list.append(line.root);
      lines.set(key, line);
      line.expect(one.expected);
    }
  }

  if (when === "open") draw(items.flatMap(({ org, item, balance }) => (balance === null ? [] : [{ org, item, expected: balance }])));
  const help = el("p", { class: "quiet", text: word(`${when}Help`) });
  root.replaceChildren(...(when === "open" && lines.size === 0 ? [] : [el("h3", { text: word(`${when}Title`) }), sums, help, list, said]));
  return {
    sentence: stockSentence,
    counts() {
      const found = [...lines.values()].map((line) => line.read());
      const fault = found.find((one) => typeof one === "string");
      said.hidden = fault === undefined;
      said.textContent = typeof fault === "string" ? fault : "";
      if (fault !== undefined) return null;
      return found.flatMap((one) => (one && typeof one !== "string" ? [one] : []));
    },
    tell(totals, counting, past) {
      root.hidden = totals.length === 0;
      sums.replaceChildren(sumsTable(totals, titleOf, past ? countWords : () => ""));
      help.hidden = list.hidden = !counting;
      if (!counting) said.hidden = true;
      if (counting) draw(totals.map(({ org, item, closing }) => ({ org, item, expected: closing })));
    },
  };
}

/** One item to count. @param {Expected} one @param {string} title @param {boolean} filled @returns {Line} */
function shelfLine({ org, item, expected }, title, filled) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "text", inputmode: "numeric", maxlength: 9, autocomplete: "off", "aria-label": title, "data-item": item }));
  const should = el("small", { class: "quiet" });
  const why = reasonField(word("whyDiffers"), COUNT_REASONS);
  let there = expected;
  if (filled) input.value = digits(Math.max(expected, 0));
  const differs = () => input.value.trim() !== "" && readNumber(input.value) !== null && readNumber(input.value) !== there;
  const look = () => {
    should.textContent = fill(word("shouldBe"), { n: many(there) });
    why.root.hidden = !differs();
  };
  input.addEventListener("input", look);
  why.root.hidden = true;
  return {
    root: el("li", { class: "shelf-line" }, el("span", { class: "shelf-title" }, el("b", { text: title }), should), input, why.root),
    expect(n) {
      there = n;
      look();
    },
    read() {
      if (input.value.trim() === "") return null;
      const counted = readNumber(input.value);
      if (counted === null) return fill(word("numberWrong"), { item: title });
      if (counted !== there && why.read() === null) return fill(word("whyNeeded"), { item: title });
      return { org, item, counted, why: counted === there ? null : why.read() };
    },
  };
}
