// @ts-check
/**
 * The lead's stock: every item with its lots against the households that are still to come, what comes in, leaves and
 * is counted, and what was done today. Imports dom, the cards and the stock's routes.
 */

import { WORDS, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { readNeeds, readStock, undo } from "../../api_stock.js";
import { codeOf, insist } from "../../insist.js";
import { emptyLine, panel } from "../sheet.js";
import { actsList } from "./acts_list.js";
import { itemCard } from "./item_card.js";
import { wearStyle } from "./style.js";
import { stockSentence, word } from "./words.js";

/** @typedef {import("../../wire_stock.js").StockReply} StockReply */
/** @typedef {import("../../wire_stock.js").NeedView} NeedView */

/** Opens the page. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountStock(root, { pending, onLocked }) {
  const said = el("p", { class: "stock-said", role: "status" });
  const items = el("ul", { class: "stock-items" }, emptyLine(WORDS.loading));
  const acts = el("div", {});
  const page = el("div", { class: "stock" }, said, panel("stock", WORDS.leadStock, items), panel("stock-acts", word("acts"), acts));
  wearStyle();
  root.replaceChildren(page);
  let [here, busy] = [true, false];
  /** @type {NeedView[] | null} */
  let needs = null;
  /** @type {ReturnType<typeof itemCard>[]} */
  let cards = [];
  /** @type {StockReply} */
  let stock = { items: [], acts: [] };

  /** @param {string} sentence @param {"good" | "fault"} [tone] */
  function say(sentence, tone = "fault") {
    said.textContent = sentence;
    said.dataset["tone"] = tone;
    if (sentence) said.scrollIntoView({ block: "nearest" });
  }

  function tellNeeds() {
    if (needs === null) return;
    stock.items.forEach((one, place) => cards[place]?.tell(needs?.find(({ org, item }) => org === one.org && item === one.item)));
  }

  async function load() {
    const outcome = await readStock();
    if (!here || onLocked(outcome)) return;
    if (outcome.kind !== "answer") return items.replaceChildren(emptyLine(stockSentence(codeOf(outcome))), button("second", WORDS.readAgain, () => void load()));
    stock = /** @type {StockReply} */ (outcome.value);
    cards = stock.items.map((one) => itemCard(one, { newId: pending.newId, save }));
    items.replaceChildren(...(cards.length > 0 ? cards.map(({ root: card }) => card) : [emptyLine(word("none"))]));
    acts.replaceChildren(actsList(stock, (ref) => void takeBack(ref)));
    tellNeeds();
    void count();
  }

  async function count() {
    if (stock.items.length === 0) return;
    const outcome = await readNeeds();
    if (!here) return;
    needs = outcome.kind === "answer" ? /** @type {import("../../wire_stock.js").NeedsReply} */ (outcome.value).items : [];
    tellNeeds();
  }

  /** @type {import("./act_forms.js").Desk["save"]} */
  async function save(send, done, complain) {
    if (busy) return null;
    busy = true;
    const outcome = await insist(send);
    busy = false;
    if (!here || onLocked(outcome)) return null;
    if (outcome.kind !== "answer") {
      say("");
      complain(stockSentence(codeOf(outcome)));
      return outcome;
    }
    say(done(outcome.value.balance), "good");
    await load();
    return outcome;
  }

  /** @param {string} ref */
  async function takeBack(ref) {
    const act_id = pending.newId();
    await save(() => undo({ act_id, ref }), (balance) => fill(word("undone"), { balance }), say);
  }

  void load();
  return () => {
    here = false;
  };
}
