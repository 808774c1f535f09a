// @ts-check
/** Elements made by hand, where a template would say less. Text goes in as text only. Imports nothing. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes and children; a child that is a string becomes text, false and null none.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Readonly<Record<string, string | boolean>>} attributes true is an attribute without a value, false none
 * @param {...(Node | string | false | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== false && child !== null));
  return element;
}

/** A button that does something. @param {string} kind its class @param {string | Node} said @param {() => void} act */
export function makeButton(kind, said, act) {
  const button = make("button", { class: kind, type: "button" }, said);
  button.addEventListener("click", act);
  return button;
}

/** One of the page's symbols, for the eye only. @param {string} name */
export function makeIcon(name) {
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  icon.append(use);
  return icon;
}

/** A picture of one path, black on white whatever the colours of the page are. @param {{ path: string, size: number }} drawn @param {string} label */
export function makePicture({ path, size }, label) {
  const picture = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" })) {
    picture.setAttribute(name, value);
  }
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("d", path);
  picture.append(dark);
  return picture;
}
