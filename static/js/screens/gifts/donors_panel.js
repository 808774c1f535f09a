// @ts-check
/** The donors: who they are, how they are reached, what all they can give. Imports dom, routes and fields. */

import { digits, errorSentence, joined } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { giftAct } from "../../api_gifts.js";
import { emptyLine, panel } from "../sheet.js";
import { choiceField, optionsOf, saying, textField } from "./fields.js";
import { GIFT, NAMES, nameOf } from "./words.js";

/** @typedef {import("../../wire_gifts.js").DonorView} DonorView */

/** Adds the panel; answers how it takes in what is known. @param {HTMLElement} page @param {import("./gifts.js").GiftDeps} deps */
export function mountDonors(page, { onChange, onLocked }) {
  const { place: said, say } = saying();
  const list = el("ul", { class: "waiting" });
  const form = el("div", { class: "gift-more" });
  const add = button("second", GIFT.donorNew, () => edit(null));
  page.append(panel("gift-donors", GIFT.donorsTitle, el("div", { class: "panel-body" }, list, add, form, said)));

  /** @param {DonorView | null} donor */
  function edit(donor) {
    const name = textField(GIFT.donorName, { value: donor?.name ?? "" });
    const phone = textField(GIFT.donorPhone, { value: donor?.phone ?? "", mode: "tel", most: 20 });
    phone.input.dir = "ltr";
    const kind = choiceField(GIFT.donorKind, optionsOf(NAMES["donor"] ?? {}));
    kind.input.value = donor?.kind ?? "natural";
    const boxes = optionsOf(NAMES["kind"] ?? {}).map(([value, word]) => {
      const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", value, checked: donor?.can.some((one) => one === value) ?? false }));
      return { box, place: el("label", { class: "gift-can" }, box, el("span", { text: word })) };
    });
    const can = el("fieldset", { class: "gift-cans" }, el("legend", { text: GIFT.donorCan }), ...boxes.map((one) => one.place));
    const go = button("first-small", GIFT.donorSave, async () => {
      const body = { name: name.input.value, phone: phone.input.value, kind: kind.input.value, can: boxes.filter(({ box }) => box.checked).map(({ box }) => box.value) };
      const outcome = await giftAct("donors", { ...body, ...(donor ? { donor: donor.donor } : {}) });
      if (onLocked(outcome)) return;
      const code = outcome.kind === "answer" ? "" : codeOf(outcome);
      say(code === "request-invalid" ? GIFT.donorBad : code && errorSentence(code));
      if (!code) form.replaceChildren();
      if (!code) onChange();
    });
    const close = button("second", GIFT.close, () => form.replaceChildren());
    form.replaceChildren(el("div", { class: "list-fields" }, name.place, phone.place, kind.place, can, el("div", { class: "panel-buttons" }, go, close)));
    name.input.focus();
  }

  /** @param {DonorView} donor */
  function line(donor) {
    const can = donor.can.map((one) => nameOf("kind", one)).join("، ");
    const phone = donor.phone ? [el("bdi", { class: "quiet", dir: "ltr", text: digits(donor.phone.replace(/^\+98/, "0")) })] : [];
    const text = el("div", { class: "waiting-said" }, el("strong", {}, el("bdi", { text: donor.name || GIFT.nameless })), el("span", { class: "quiet", text: joined(nameOf("donor", donor.kind), can) }), ...phone);
    return el("li", { class: "waiting-one gift-one" }, text, button("second", GIFT.donorEdit, () => edit(donor)));
  }

  return (/** @type {import("../../wire_gifts.js").GiftsReply} */ { donors }) => {
    list.replaceChildren(...(donors.length > 0 ? donors.map(line) : [el("li", {}, emptyLine(GIFT.donorsEmpty))]));
  };
}
