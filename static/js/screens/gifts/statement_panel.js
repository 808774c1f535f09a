// @ts-check
/** A donor's statement of a quarter: looked at, and saved as a sheet of paper. Imports dom, routes and fields. */

import { errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { readStatement, sheetPath } from "../../api_gifts.js";
import { emptyLine, panel } from "../sheet.js";
import { saveButton } from "../lists/save_button.js";
import { choiceField } from "./fields.js";
import { GIFT, itemName, number, quarterWords, withNumbers } from "./words.js";

/** @typedef {import("../../wire_gifts.js").StatementReply} StatementReply */

/** Adds the panel; answers how it takes in what is known. @param {HTMLElement} page @param {import("./gifts.js").GiftDeps} deps */
export function mountStatement(page, { onLocked }) {
  const quarter = choiceField(GIFT.quarter, [], () => shown.replaceChildren());
  const donor = choiceField(GIFT.giver, [], () => shown.replaceChildren());
  const shown = el("div", { class: "list-report" });
  const go = button("second", GIFT.look, () => void look());
  const form = el("div", { class: "list-fields" }, quarter.place, donor.place, el("div", { class: "panel-buttons" }, go));
  const body = el("div", { class: "panel-body" }, emptyLine(GIFT.statementNone));
  page.append(panel("gift-statement", GIFT.statementTitle, el("p", { class: "quiet", text: GIFT.statementHelp }), body));

  async function look() {
    const [of, from] = [quarter.input.value, donor.input.value];
    const outcome = await readStatement(of, from);
    if (onLocked(outcome)) return;
    if (outcome.kind !== "answer") return void shown.replaceChildren(el("p", { class: "list-said", text: errorSentence(codeOf(outcome)) }));
    const { statement, titles } = /** @type {StatementReply} */ (outcome.value);
    if (!statement.over) return void shown.replaceChildren(emptyLine(GIFT.notOver));
    const items = statement.items.map((one) => itemView(one, titles));
    shown.replaceChildren(...(items.length > 0 ? items : [emptyLine(GIFT.reachedNone)]), saveButton(GIFT.sheet, sheetPath(of, from), `donor-${of}.pdf`));
  }

  return (/** @type {import("../../wire_gifts.js").GiftsReply} */ { quarters, donors }) => {
    const before = [quarter.input.value, donor.input.value];
    quarter.offer(quarters.map((one) => [one, quarterWords(one)]));
    donor.offer([...donors.map((one) => /** @type {const} */ ([one.donor, one.name || GIFT.nameless])), ["", GIFT.nobody]]);
    if (before[0]) [quarter.input.value, donor.input.value] = [before[0], before[1] ?? ""];
    body.replaceChildren(...(quarters.length > 0 ? [form, shown] : [emptyLine(GIFT.statementNone)]));
  };
}

/** @param {import("../../wire_gifts.js").ReachedItem} one @param {Record<string, string>} titles */
function itemView({ item, cells, together }, titles) {
  const rows = cells.map((cell) =>
    el("li", { text: fill(GIFT.reached, { place: cell.neighbourhood || GIFT.nowhere, households: number(cell.households), quantity: number(cell.quantity) }) }),
  );
  const title = el("h3", { text: itemName({ kind: "goods", item, title_fa: titles[item] ?? "" }) });
  const sum = rows.length > 0 ? [el("p", { text: withNumbers(GIFT.together, { quantity: together.quantity ?? 0 }) })] : [];
  const held = together.more ? [el("p", { class: "quiet", text: GIFT.withheld })] : [];
  return el("section", { class: "part" }, title, el("ul", {}, ...rows), ...sum, ...held);
}
