// @ts-check
/**
 * A card's front, to print at its real size. Its rules for paper come in only as long as it is open, so that nothing
 * else is ever printed on a page of a card's size. Imports making of elements, the sheet and the code's path.
 */

import { CATALOGUES, WORDS } from "../../words.js";
import { el } from "../../dom.js";
import { makeButton, makePicture } from "../../make.js";
import { qrPath } from "../../pure/qr_path.js";
import { openSheet } from "../dialog.js";

/** What stands on every card, whatever language the tablet speaks: it is printed for the family. */
const TITLE = "کارت خانوار";
const CODE_LABEL = "کد خانوار";
const PAPER = "/static/card_paper.css";

/** Opens the sheet. @param {import("../../wire_cards.js").CardFaceReply} face */
export function openPrint(face) {
  const paper = el("link", { rel: "stylesheet", href: PAPER, media: "print" });
  const print = /** @type {HTMLButtonElement} */ (makeButton("first-small", WORDS.printNow, () => globalThis.print()));
  print.disabled = true;
  paper.addEventListener("load", () => void (print.disabled = false));
  document.head.append(paper);
  const close = makeButton("second", WORDS.close, () => sheet.close());
  const words = [el("h2", { text: WORDS.printTitle }), cardFront(face), el("p", { class: "quiet", text: WORDS.printHelp })];
  const sheet = openSheet("sheet-print", WORDS.printTitle, [...words, el("div", { class: "panel-buttons" }, print, close)], () => paper.remove());
}

/** @param {string} code */
const persian = (code) => code.replace(/[0-9]/g, (digit) => CATALOGUES["fa"]?.DIGITS[Number(digit)] ?? digit);

/** The front as paper/card_face.py draws it: neutral, nothing of a person. The card is Persian whatever the page speaks. @param {import("../../wire_cards.js").CardFaceReply} face */
function cardFront({ qr, short, code }) {
  const drawn = qrPath(qr);
  const picture = el("div", { class: "front-code" }, drawn ? makePicture(drawn, WORDS.cardQr) : null, el("b", { class: "front-short", dir: "ltr", text: `${short.slice(0, 4)}\u2003${short.slice(4)}` }));
  const words = el("div", { class: "front-words", dir: "rtl", lang: "fa" }, el("b", { class: "front-title", text: TITLE }), el("span", { class: "front-label", text: CODE_LABEL }), el("b", { class: "front-house", text: persian(code) }));
  return el("div", { class: "card-front", dir: "ltr" }, picture, words);
}
