// @ts-check
/** A plain screen that says one thing and offers at most a few ways on. Imports making of elements. */

import { make, makeButton, makeIcon } from "../make.js";

/**
 * @typedef {object} Notice
 * @property {string} [icon]
 * @property {string} title
 * @property {readonly string[]} [lines]
 * @property {readonly { said: string, act: () => void }[]} [ways]
 */

/**
 * Shows the notice.
 * @param {HTMLElement} root
 * @param {Notice} notice
 * @returns {() => void} unmount
 */
export function mountNotice(root, { icon = "link", title, lines = [], ways = [] }) {
  const buttons = ways.map(({ said, act }) => makeButton("second", said, act));
  const said = lines.map((line) => make("p", {}, line));
  root.replaceChildren(make("main", { class: "locked" }, makeIcon(icon), make("h1", {}, title), ...said, ...buttons));
  return () => root.replaceChildren();
}
