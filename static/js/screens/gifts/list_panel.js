// @ts-check
/** The contributions, the newest first, each with what may be done about it. Imports dom and a contribution's card. */

import { el } from "../../dom.js";
import { emptyLine, panel } from "../sheet.js";
import { giftCard } from "./gift_card.js";
import { GIFT } from "./words.js";

/** Adds the panel; answers how it takes in what is known. @param {HTMLElement} page @param {import("./gifts.js").GiftDeps} deps */
export function mountGiftList(page, deps) {
  const list = el("ul", { class: "waiting gift-list" });
  const body = el("div", { class: "panel-body" }, emptyLine(GIFT.listEmpty));
  page.append(panel("gift-list", GIFT.listTitle, body));

  return (/** @type {import("../../wire_gifts.js").GiftsReply} */ { gifts, donors }) => {
    const names = new Map(donors.map((one) => [one.donor, one.name || GIFT.nameless]));
    list.replaceChildren(...gifts.map((gift) => giftCard(gift, gift.donor === null ? GIFT.nobody : (names.get(gift.donor) ?? GIFT.nameless), deps)));
    body.replaceChildren(gifts.length > 0 ? list : emptyLine(GIFT.listEmpty));
  };
}
