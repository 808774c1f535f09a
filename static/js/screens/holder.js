// @ts-check
/**
 * Who holds the tablet, at the edge of every screen: one tap opens the ways, a second one hands it over.
 * Imports making of elements and the sheet.
 */

import { WORDS } from "../words.js";
import { make, makeButton, makeIcon } from "../make.js";
import { openSheet } from "./dialog.js";

/** @typedef {"hand-over" | "end-shift" | "operators" | "tablets"} Way */

/**
 * Puts the holder's chip at the end of a strip.
 * @param {HTMLElement} strip
 * @param {object} deps
 * @param {import("../wire_access.js").SignedIn | null} deps.operator null where the site was not there to say
 * @param {(way: Way) => void} deps.onWay
 */
export function mountHolder(strip, { operator, onWay }) {
  const name = operator?.name ?? WORDS.nobody;
  const chip = makeButton("holder", make("span", {}, name), open);
  chip.prepend(makeIcon("person"));
  chip.setAttribute("aria-label", `${WORDS.holder}: ${name}`);
  chip.setAttribute("aria-haspopup", "dialog");
  strip.append(chip);

  function open() {
    const way = (/** @type {Way} */ which, /** @type {string} */ said, kind = "second") => {
      const button = makeButton(kind, said, () => {
        sheet.close();
        onWay(which);
      });
      button.dataset["way"] = which;
      return button;
    };
    const leads = operator?.role === "lead" || operator?.role === "admin";
    const who = make("header", {}, makeIcon("person"), make("h2", {}, name), make("p", { class: "quiet" }, operator ? WORDS[operator.role] : ""));
    const over = way("hand-over", WORDS.handTabletOver, "first");
    const more = leads ? [way("operators", WORDS.operators), way("tablets", WORDS.tablets)] : [];
    const ways = make("div", { class: "ways" }, ...more, way("end-shift", WORDS.endShift), makeButton("second", WORDS.close, () => sheet.close()));
    const sheet = openSheet("sheet-holder", WORDS.holder, [who, over, make("p", { class: "quiet" }, WORDS.handTabletOverHelp), ways]);
  }
}
