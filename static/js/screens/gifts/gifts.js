// @ts-check
/** Donors and contributions («خیّران و اهدایی‌ها»): what came, what was promised, who gives, whom it reached. Imports dom and the panels. */

import { errorSentence } from "../../words.js";
import { el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { readGifts } from "../../api_gifts.js";
import { mountDonors } from "./donors_panel.js";
import { mountGiftList } from "./list_panel.js";
import { mountStatement } from "./statement_panel.js";
import { mountTake } from "./take_panel.js";

/** @typedef {import("../house.js").PlaceDeps & { onChange: () => void }} GiftDeps onChange: what is known is read anew */

/** Opens the page. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountGifts(root, deps) {
  const page = el("div", { class: "panels gifts" });
  const said = el("p", { class: "list-said", role: "alert" });
  const look = el("link", { rel: "stylesheet", href: new URL("../../../gifts.css", import.meta.url).href });
  root.replaceChildren(look, said, page);
  let here = true;
  const inner = { ...deps, onChange: () => void load() };
  const shows = [mountTake, mountGiftList, mountDonors, mountStatement].map((mount) => mount(page, inner));

  async function load() {
    const outcome = await readGifts();
    if (!here || deps.onLocked(outcome)) return;
    said.textContent = outcome.kind === "answer" ? "" : errorSentence(codeOf(outcome));
    if (outcome.kind !== "answer") return;
    for (const show of shows) show(/** @type {import("../../wire_gifts.js").GiftsReply} */ (outcome.value));
  }

  void load();
  return () => void (here = false);
}
