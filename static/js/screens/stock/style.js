// @ts-check
/** The stock's own style sheet, which comes with its first screen. Imports dom. */

import { el } from "../../dom.js";

const ADDRESS = "/static/stock.css";

/** The page wears it from here on. */
export function wearStyle() {
  if (!document.querySelector(`link[href="${ADDRESS}"]`)) document.head.append(el("link", { rel: "stylesheet", href: ADDRESS }));
}
