// @ts-check
/** Small helpers over the document: templates, words, elements. Text goes in as text only. Imports the catalogue. */

import { WORDS } from "./words.js";

export const SVG = "http://www.w3.org/2000/svg";

/** The element a selector names; it is a fault of ours when there is none. @template {Element} T @param {ParentNode} root @param {string} selector @param {{ new (): T }} kind @returns {T} */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`no ${selector}`);
  return found;
}

/** A fresh copy of a template with its words filled in. @param {string} id */
export function stamp(id) {
  const copy = find(document, `template#${id}`, HTMLTemplateElement).content.cloneNode(true);
  const fragment = /** @type {DocumentFragment} */ (copy);
  for (const element of fragment.querySelectorAll("[data-word]")) element.textContent = word(element, "data-word");
  for (const element of fragment.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", word(element, "data-word-label"));
  }
  return fragment;
}

/** The only element of a template's copy. @param {string} id */
export function stampOne(id) {
  const only = stamp(id).firstElementChild;
  if (!(only instanceof HTMLElement)) throw new Error(`empty ${id}`);
  return only;
}

/** @param {Element} element @param {string} attribute */
function word(element, attribute) {
  const key = element.getAttribute(attribute) ?? "";
  return /** @type {Record<string, string>} */ (WORDS)[key] ?? "";
}

/** An element with its class, texts and attributes; what is `undefined` or false is left out. `text` goes in as text only. @param {string} tag @param {Record<string, string | number | boolean | undefined>} [given] @param {...(Node | null)} children */
export function el(tag, { text, ...given } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  if (text !== undefined) made.textContent = String(text);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button of a kind that does one thing. @param {string} kind its classes @param {string} text @param {() => void} onTap @param {string} [symbol] */
export function button(kind, text, onTap, symbol) {
  const made = /** @type {HTMLButtonElement} */ (el("button", { class: kind, type: "button" }, symbol ? icon(symbol) : null, el("span", { text })));
  made.addEventListener("click", onTap);
  return made;
}

/** A drawing of the page's symbols. @param {string} name its id, such as `i-granted` */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name}`);
  drawing.append(use);
  return drawing;
}

/** Puts a text into the element a selector names. @param {ParentNode} root @param {string} selector @param {string} text */
export function say(root, selector, text) {
  find(root, selector, HTMLElement).textContent = text;
}

/** Adds a line of text with a class of its own. @param {Element} parent @param {string} kind @param {string} text */
export function addText(parent, kind, text) {
  const line = document.createElement("span");
  line.className = kind;
  line.textContent = text;
  parent.append(line);
}
