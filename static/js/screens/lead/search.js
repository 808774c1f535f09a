// @ts-check
/**
 * The lead looks for a household: one field for whatever is known, a list, one tap to what can be done.
 *
 * Nothing is looked for while somebody types: each search is written down and counted. What was found goes away when
 * the tab is left, and after two minutes that nobody touched it. Imports dom, the words and a household's panel.
 */

import { WORDS, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { countWords, foundView } from "../../pure/found_view.js";
import { search } from "../../api_search.js";
import { openHousehold } from "../register/open.js";
import { mountHousehold } from "./household.js";
import { showReviews } from "./reviews.js";

const FORGOTTEN_MS = 120_000;

/** @typedef {import("../../wire_search.js").HouseholdFound} HouseholdFound */
/** @typedef {import("../../wire_search.js").SearchReply} SearchReply */

/** Opens the search. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountSearch(root, deps) {
  const field = /** @type {HTMLInputElement} */ (el("input", { id: "search-text", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 100, "aria-describedby": "search-hint", dir: "auto" }));
  const form = el("form", { class: "search-form", novalidate: true }, el("label", { for: "search-text", text: WORDS.searchLabel }), field, submit());
  const said = el("p", { class: "search-said", role: "status" });
  const list = el("ul", { class: "found" });
  const reviews = el("div");
  const page = el("div", { class: "search" }, form, el("p", { class: "quiet", id: "search-hint", text: WORDS.searchHint }), said, list, reviews);
  let turn = 0;
  let unmount = () => {};
  let timer = 0;

  async function ask() {
    const text = field.value.trim();
    if (text === "") return field.focus();
    const mine = (turn += 1);
    said.textContent = WORDS.loading;
    const outcome = await search(text);
    if (mine !== turn || deps.onLocked(outcome)) return;
    if (outcome.kind === "answer") show(/** @type {SearchReply} */ (outcome.value));
    else empty(errorSentence(codeOf(outcome)));
  }

  /** @param {SearchReply} reply */
  function show(reply) {
    said.textContent = `${countWords(reply)} ${fill(WORDS.searchLeft, { n: reply.left })}`;
    list.replaceChildren(...reply.households.map((one) => found(one, () => open(one))));
    touch();
  }

  /** @param {string} sentence */
  function empty(sentence) {
    said.textContent = sentence;
    list.replaceChildren();
  }

  /** @param {HouseholdFound} one */
  function open(one) {
    unmount();
    unmount = mountHousehold(root, one, deps, back);
  }

  /** @param {string} household */
  async function review(household) {
    const mine = (turn += 1);
    const opened = await openHousehold(root, household, "people", deps, back);
    if (mine !== turn) return opened.unmount();
    if (opened.code) return empty(errorSentence(opened.code));
    unmount();
    unmount = opened.unmount;
    touch();
  }

  const look = () => void showReviews(reviews, (household) => void review(household), deps.onLocked);

  function back() {
    unmount();
    unmount = () => {};
    root.replaceChildren(page);
    look();
    list.querySelector("button")?.focus();
    touch();
  }

  function touch() {
    clearTimeout(timer);
    timer = window.setTimeout(forget, FORGOTTEN_MS);
  }

  function forget() {
    field.value = "";
    empty("");
    if (page.parentNode !== root) back();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask();
  });
  root.addEventListener("pointerdown", touch);
  root.replaceChildren(page);
  look();
  field.focus();
  return () => {
    turn += 1;
    clearTimeout(timer);
    root.removeEventListener("pointerdown", touch);
    unmount();
    root.replaceChildren();
  };
}

function submit() {
  const made = button("first-small", WORDS.searchGo, () => {}, "i-search");
  made.type = "submit";
  return made;
}

/** @param {HouseholdFound} one @param {() => void} onTap */
function found(one, onTap) {
  const view = foundView(one);
  const made = el(
    "button",
    { class: "found-one", type: "button" },
    el("span", { class: "found-said" }, el("strong", {}, el("bdi", { text: view.title })), ...view.others.map((text) => el("span", { class: "found-other", text })), el("span", { class: "quiet", text: view.note })),
    el("span", { class: "found-side" }, el("span", { class: "found-code", text: view.code }), el("span", { class: "found-card", "data-card": one.card, text: view.card }), one.overdue ? el("span", { class: "overdue", text: WORDS.overdue }) : null),
  );
  made.addEventListener("click", onTap);
  return el("li", {}, made);
}
