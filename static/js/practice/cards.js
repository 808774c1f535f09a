// @ts-check
/** Practice cards to show on another screen: the code to scan, the one to type, and how many people stand behind it. Imports dom. */

import { WORDS, digits, fill, joined } from "../words.js";
import { el } from "../dom.js";
import { makePicture } from "../make.js";
import { qrPath } from "../pure/qr_path.js";

/** The cards as a list. @param {readonly import("../wire_register.js").PracticeCard[]} cards */
export function practiceCards(cards) {
  return el("ul", { class: "practice-cards", "aria-label": WORDS.practiceCards }, ...cards.map(card));
}

/** @param {import("../wire_register.js").PracticeCard} one */
function card({ qr, short, label, size }) {
  const drawn = qrPath(qr);
  const said = joined(fill(WORDS.householdCode, { code: digits(label) }), fill(WORDS.peopleCount, { n: size }));
  return el("li", { class: "practice-card" }, drawn ? makePicture(drawn, said) : null, el("bdi", { class: "practice-short", dir: "ltr", text: short }), el("span", { class: "quiet", text: said }));
}
