// @ts-check
/** Lists of people that come in, lists that go out. Imports dom and both panels. */

import { el } from "../../dom.js";
import { mountExport } from "./export_panel.js";
import { mountImport } from "./import_panel.js";

/** Opens the page. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountLists(root, deps) {
  const page = el("div", { class: "lists" });
  root.replaceChildren(page);
  const stops = [mountImport, mountExport].map((mount) => mount(page, deps));
  return () => {
    for (const stop of stops) stop();
  };
}
