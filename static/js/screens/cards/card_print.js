// @ts-check
/**
 * A card's two sides, to print at their real size, and its picture for a telephone. Rules for paper come in only as long
 * as it is open, so that nothing else is ever printed on a page of a card's size. Imports making of elements, the sheet,
 * the code's path, whether people practise, and the saving of files.
 */

import { CATALOGUES, VERDICTS, WORDS, errorSentence } from "../../words.js";
import { el } from "../../dom.js";
import { makeButton, makePicture } from "../../make.js";
import { practising } from "../../practice/mode.js";
import { qrPath } from "../../pure/qr_path.js";
import { saveFile } from "../../save_file.js";
import { openSheet } from "../dialog.js";

/** What stands on every card, whatever language the tablet speaks: it is printed for the family. */
const TITLE = "کارت خانوار";
const CODE_LABEL = "کد خانوار";
const DAY_LABEL = "تاریخ چاپ";
const RETURN = ["اگر این کارت را یافتید،", "لطفاً به سرای محله بدهید"];
const PRACTICE = "تمرین";

/** @typedef {import("../../wire_cards.js").CardFaceReply} CardFaceReply */

/** Opens the sheet. @param {CardFaceReply} face */
export function openPrint(face) {
  const looks = ["front", "paper"].map((name) => el("link", { rel: "stylesheet", href: `/static/card_${name}.css`, media: name === "paper" ? "print" : "all" }));
  const print = /** @type {HTMLButtonElement} */ (makeButton("first-small", WORDS.printNow, () => globalThis.print()));
  print.disabled = true;
  void Promise.all(looks.map((one) => new Promise((done) => one.addEventListener("load", done)))).then(() => void (print.disabled = false));
  document.head.append(...looks);
  const sides = el("div", { class: "print-sides" });
  const large = box("print-large", WORDS.printLarge);
  const back = box("print-back", WORDS.printBack);
  const said = el("p", { class: "hint", role: "alert" });
  const picture = makeButton("second", WORDS.printPicture, () => void savePicture(face.card).then((word) => void (said.textContent = word)));
  picture.id = "print-picture";
  const close = makeButton("second", WORDS.close, () => sheet.close());
  const draw = () => sides.replaceChildren(front(face, large.input.checked), ...(back.input.checked ? [backSide(large.input.checked)] : []));
  for (const one of [large, back]) one.input.addEventListener("change", draw);
  draw();
  const words = [el("h2", { text: WORDS.printTitle }), sides, el("div", { class: "print-choice" }, large.label, back.label), el("p", { class: "quiet", text: WORDS.printHelp }), said];
  const sheet = openSheet("sheet-print", WORDS.printTitle, [...words, el("div", { class: "panel-buttons" }, print, picture, close)], () => looks.forEach((one) => one.remove()));
}

/** The card as a picture becomes a file of the tablet; what went wrong in words, or nothing. @param {string} card */
export async function savePicture(card) {
  const outcome = await saveFile(`cards/${card}/picture`, "card.png", AbortSignal.timeout(20_000), () => {});
  if (outcome?.kind === "answer") return "";
  return errorSentence(outcome?.kind === "problem" ? outcome.code : "no-answer");
}

/** @param {string} id @param {string} said */
function box(id, said) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id }));
  return { input, label: el("label", { for: id }, input, el("span", { text: said })) };
}

/** @param {string} text */
const persian = (text) => text.replace(/[0-9]/g, (digit) => CATALOGUES["fa"]?.DIGITS[Number(digit)] ?? digit);

/** The classes of a side. @param {string} kind @param {boolean} large */
const kinds = (kind, large) => ["card-side", kind, ...(large ? ["large"] : []), ...(practising() ? ["practice"] : [])].join(" ");

/** The word that makes a practice card unmistakable, where people practise. */
const practiceWord = () => (practising() ? el("b", { class: "practice-word", text: PRACTICE, "aria-label": VERDICTS["practice"] ?? PRACTICE }) : null);

/** The front as paper/card_face.py draws it: neutral, nothing of a person. The card is Persian whatever the page speaks. @param {CardFaceReply} face @param {boolean} large */
function front({ qr, short, code, printed_on }, large) {
  const drawn = qrPath(qr);
  const picture = el("div", { class: "front-code" }, drawn ? makePicture(drawn, WORDS.cardQr) : null, el("b", { class: "front-short", dir: "ltr", text: `${short.slice(0, 4)}\u2003${short.slice(4)}` }));
  const day = el("span", { class: "front-day" }, el("small", { text: DAY_LABEL }), el("span", { text: persian(printed_on.replaceAll("-", "/")) }));
  const title = practiceWord() ?? el("b", { class: "front-title", text: TITLE });
  const words = el("div", { class: "front-words", dir: "rtl", lang: "fa" }, title, el("span", { class: "front-label", text: CODE_LABEL }), el("b", { class: "front-house", text: persian(code) }), day);
  return el("div", { class: kinds("card-front", large), dir: "ltr" }, picture, words);
}

/** The back of every card: where whoever finds it may bring it. @param {boolean} large */
function backSide(large) {
  const lines = RETURN.map((text) => el("span", { text }));
  return el("div", { class: kinds("card-back", large), dir: "rtl", lang: "fa" }, practiceWord(), el("div", {}, ...lines.flatMap((line) => [line, el("br")])));
}
