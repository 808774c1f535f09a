// @ts-check
/** Something came that nobody had promised: what, how many, from whom; or it is a promise. Imports dom, routes and fields. */

import { errorSentence } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { giftAct } from "../../api_gifts.js";
import { dayTyped, wholeNumber } from "../../pure/gift_view.js";
import { choice, panel } from "../sheet.js";
import { choiceField, optionsOf, saying, textField } from "./fields.js";
import { GIFT, NAMES } from "./words.js";

/** @typedef {import("./gifts.js").GiftDeps} GiftDeps */

/** Adds the panel; answers how it takes in what is known. @param {HTMLElement} page @param {GiftDeps} deps */
export function mountTake(page, { onChange, onLocked }) {
  let how = "now";
  /** @type {import("../../wire_gifts.js").GiftsReply | null} */
  let known = null;
  const { place: said, say } = saying();
  const undo = button("second", GIFT.undo, () => void takeBack(), "i-undo");
  const kind = choiceField(GIFT.kind, optionsOf(NAMES["kind"] ?? {}), () => draw());
  const item = choiceField(GIFT.what, []);
  const many = textField(GIFT.many, { mode: "numeric", most: 20 });
  const giver = textField(GIFT.giver, { help: GIFT.giverHelp, list: "gift-donors" });
  const names = el("datalist", { id: "gift-donors" });
  const campaign = textField(GIFT.campaign, { most: 40 });
  const due = textField(GIFT.due, { help: GIFT.dueHelp, most: 10 });
  const end = choiceField(GIFT.end, [["", "—"], ...optionsOf(NAMES["end"] ?? {})]);
  const go = button("first-small", GIFT.save, () => void save(), "i-granted");
  let last = "";
  undo.hidden = true;

  const when = choice(GIFT.how, [{ value: "now", word: GIFT.now }, { value: "promised", word: GIFT.promised }], () => how, (value) => {
    how = value;
    draw();
  });
  const rest = el("details", { class: "gift-rest" }, el("summary", { text: GIFT.rest }), el("div", { class: "list-fields" }, kind.place, end.place));
  const body = el("div", { class: "list-fields" }, when, item.place, campaign.place, many.place, giver.place, names, due.place, rest, el("div", { class: "panel-buttons" }, go, undo), said);
  page.append(panel("gift-take", GIFT.takeTitle, el("p", { class: "quiet", text: GIFT.takeHelp }), body));

  function draw() {
    const of = kind.input.value;
    const label = many.place.querySelector("label");
    if (label) label.textContent = of === "money" ? GIFT.manyRial : GIFT.many;
    const goods = of === "goods" ? (known?.items ?? []).map((one) => /** @type {const} */ ([`${one.item} ${one.org}`, one.title_fa])) : [];
    const listed = new Set(goods.map(([value]) => value.split(" ")[0]));
    item.offer([...goods, ...optionsOf(NAMES[of] ?? {}).filter(([value]) => !listed.has(value))]);
    item.place.hidden = of === "money" || of === "piece";
    campaign.place.hidden = of !== "piece";
    due.place.hidden = how !== "promised";
    end.place.hidden = of === "piece";
  }

  /** What is written, or nothing after it was said what is missing. */
  function read() {
    const [code = "", ...org] = item.input.value.split(" ");
    const quantity = wholeNumber(many.input.value);
    const day = how === "promised" ? dayTyped(due.input.value) : null;
    const of = kind.input.value;
    const wrong = quantity === null ? GIFT.badNumber : of === "piece" && !campaign.input.value.trim() ? GIFT.badCampaign : day === undefined ? GIFT.badDue : "";
    say(wrong);
    if (wrong) return null;
    const body = { kind: of, item: code, org: org.join(" "), quantity };
    return { ...body, ...(of === "piece" ? { campaign: campaign.input.value.trim() } : {}), ...(end.input.value ? { end: end.input.value } : {}), ...(day ? { due: day } : {}) };
  }

  async function save() {
    const body = read();
    if (!body) return;
    go.disabled = true;
    const outcome = how === "now" ? await giftAct("gift-arrivals", { ...body, giver: giver.input.value }) : await promise(body);
    go.disabled = false;
    if (onLocked(outcome)) return;
    if (outcome.kind !== "answer") return say(errorSentence(codeOf(outcome)));
    last = outcome.value.gift;
    undo.hidden = false;
    say(how === "now" && body.kind === "goods" && !("end" in body) ? GIFT.tookGoods : GIFT.took);
    many.input.value = giver.input.value = due.input.value = "";
    onChange();
  }

  /** A promise names a donor who is known; a new name becomes one first. @param {object} body */
  async function promise(body) {
    const name = giver.input.value.trim();
    const found = known?.donors.find((one) => one.name === name);
    if (!name || found) return giftAct("gifts", { ...body, ...(found ? { donor: found.donor } : {}) });
    const outcome = await giftAct("donors", { name, can: [kind.input.value] });
    return outcome.kind === "answer" ? giftAct("gifts", { ...body, donor: outcome.value.donor }) : outcome;
  }

  async function takeBack() {
    const outcome = await giftAct("gift-withdrawals", { gift: last, why: "mistake" });
    if (onLocked(outcome)) return;
    undo.hidden = outcome.kind === "answer";
    say(outcome.kind === "answer" ? GIFT.undone : errorSentence(codeOf(outcome)));
    onChange();
  }

  draw();
  return (/** @type {import("../../wire_gifts.js").GiftsReply} */ now) => {
    const first = known === null;
    known = now;
    names.replaceChildren(...now.donors.map((one) => el("option", { value: one.name })));
    if (first) draw();
  };
}
