// @ts-check
/** One contribution: how it stands, and what is done about it: it arrived, more is known, it is withdrawn. Imports dom, routes, fields. */

import { WORDS, errorSentence, fill, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { giftAct } from "../../api_gifts.js";
import { dayWords } from "../../pure/jalali.js";
import { stateOf, wholeNumber } from "../../pure/gift_view.js";
import { choiceField, optionsOf, saying, textField } from "./fields.js";
import { GIFT, NAMES, itemName, nameOf, withNumbers } from "./words.js";

/** @typedef {import("../../wire_gifts.js").GiftView} GiftView */

/** @param {GiftView} gift @param {string} giver @param {import("./gifts.js").GiftDeps} deps */
export function giftCard(gift, giver, { onChange, onLocked }) {
  const { place: said, say } = saying();
  const more = el("div", { class: "gift-more" });
  const title = el("strong", { text: itemName(gift) });
  const who = el("bdi", { class: "gift-giver", text: giver });
  const state = stateOf(gift);
  const acts = state === "withdrawn" ? [] : [button("second", GIFT.arrive, arrive), button("second", GIFT.complete, complete), button("second", GIFT.withdraw, withdraw)];
  const text = el("div", { class: "waiting-said" }, title, who, el("span", { class: "quiet", text: standing(gift) }));
  const card = el("li", { class: "waiting-one gift-one", "data-state": state }, text, el("div", { class: "panel-buttons" }, ...acts), more, said);

  /** @param {string} word @param {() => void} onGo @param {...HTMLElement} parts */
  function ask(word, onGo, ...parts) {
    const close = button("second", GIFT.close, () => more.replaceChildren());
    const go = button("first-small", word, onGo);
    more.replaceChildren(el("div", { class: "list-fields" }, ...parts, el("div", { class: "panel-buttons" }, go, close)));
    more.querySelector("input, select")?.scrollIntoView({ block: "nearest" });
    /** @type {HTMLElement | null} */ (more.querySelector("input, select"))?.focus();
  }

  function arrive() {
    const many = textField(gift.kind === "money" ? GIFT.manyRial : GIFT.many, { mode: "numeric", most: 20 });
    ask(GIFT.arriveSave, () => {
      const quantity = wholeNumber(many.input.value);
      if (quantity === null) return say(GIFT.badNumber);
      void send("gift-deliveries", { quantity });
    }, many.place);
  }

  function complete() {
    const giverField = textField(GIFT.giver, { list: "gift-donors" });
    const campaign = textField(GIFT.campaign, { value: gift.campaign ?? "", most: 40 });
    const end = choiceField(GIFT.end, [["", "—"], ...optionsOf(NAMES["end"] ?? {})]);
    end.place.hidden = gift.left + gift.handed > 0;
    ask(GIFT.completeSave, () => {
      const told = Object.entries({ giver: giverField.input.value.trim(), campaign: campaign.input.value.trim(), end: end.input.value });
      const filled = Object.fromEntries(told.filter(([name, value]) => value && value !== gift[/** @type {"campaign"} */ (name)]));
      if (Object.keys(filled).length === 0) return say(GIFT.nothingSaid);
      void send("gift-completions", filled);
    }, giverField.place, campaign.place, end.place);
  }

  function withdraw() {
    const why = choiceField(GIFT.withdrawAsk, optionsOf(NAMES["why"] ?? {}));
    const handed = gift.handed > 0 ? [el("p", { text: withNumbers(GIFT.withdrawHanded, { n: gift.handed }) })] : [];
    const left = gift.left > 0 ? [el("p", { text: withNumbers(GIFT.withdrawLeft, { n: gift.left }) })] : [];
    ask(GIFT.withdraw, () => void send("gift-withdrawals", { why: why.input.value }), ...handed, ...left, why.place);
  }

  /** @param {"gift-deliveries" | "gift-completions" | "gift-withdrawals"} what @param {object} body */
  async function send(what, body) {
    say(WORDS.saving);
    const outcome = await giftAct(what, { gift: gift.gift, ...body });
    if (onLocked(outcome)) return;
    if (outcome.kind !== "answer") return say(errorSentence(codeOf(outcome)));
    say(what === "gift-withdrawals" ? GIFT.withdrawDone : "");
    onChange();
  }
  return card;
}

/** How it stands, in words. @param {GiftView} gift */
function standing(gift) {
  const state = stateOf(gift);
  const stocked = gift.kind === "goods" && !gift.end;
  const elsewhere = gift.arrived - gift.handed - gift.left;
  const came = withNumbers(state === "arrived" ? GIFT.arrivedAll : GIFT.arrivedOf, { came: gift.arrived, all: state === "arrived" ? gift.arrived : gift.promised });
  return joined(
    came,
    gift.handed > 0 ? withNumbers(GIFT.handed, { n: gift.handed }) : "",
    gift.left > 0 ? withNumbers(GIFT.left, { n: gift.left }) : "",
    stocked && elsewhere > 0 ? withNumbers(GIFT.elsewhere, { n: elsewhere }) : "",
    gift.end ? fill(GIFT.ends, { end: nameOf("end", gift.end) }) : "",
    gift.due ? fill(GIFT.dueBy, { day: dayWords(gift.due) }) : "",
    gift.campaign ?? "",
    gift.unannounced ? GIFT.unannounced : "",
    gift.withdrawn ? fill(GIFT.withdrawnSaid, { why: nameOf("why", gift.withdrawn) }) : "",
  );
}
