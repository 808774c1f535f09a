// @ts-check
/** Small helpers over the document: templates, words, elements. Text goes in as text only. Imports the catalogue. */

import { WORDS } from "./text_fa.js";

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
