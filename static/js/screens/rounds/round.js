// @ts-check
/** The round that this tablet carries, door by door. Imports dom and the queue's round. */

import { digits, errorSentence, fill } from "../../words.js";
import { button, el } from "../../dom.js";
import { codeOf } from "../../insist.js";
import { practising } from "../../practice/mode.js";
import { counted, doorWords } from "../../pure/round.js";
import { onRing } from "../../queue/bell.js";
import { isOut } from "../../queue/round_news.js";
import { carried, endRound, settleRound, takeDoorBack, takeRound, tellDoor } from "../../queue/round.js";
import { emptyLine, sheet } from "../sheet.js";
import { SAID } from "./words.js";

/** @typedef {import("../house.js").PlaceDeps} PlaceDeps */
/** @typedef {import("../../pure/round.js").Door} Door */
/** @typedef {import("../../pure/round.js").Carried} Carried */

const SAYS = /** @type {const} */ (["given", "absent", "declined"]);

/** Opens the place. @param {HTMLElement} root @param {PlaceDeps} deps @returns {() => void} unmount */
export function mountRounds(root, deps) {
  const said = el("p", { class: "round-said", role: "status" });
  const body = el("div", { class: "round-body" });
  root.replaceChildren(sheet("round", SAID.title, SAID.help, said, body));
  if (practising()) {
    body.append(emptyLine(SAID.practice));
    return () => undefined;
  }
  const say = (/** @type {string} */ text) => void (said.textContent = text);
  const draw = async () => body.replaceChildren(...parts(await carried().catch(() => undefined), deps, say));
  const unwatch = onRing(() => void draw());
  void draw();
  void settleRound().catch(() => undefined);
  return unwatch;
}

/** @param {Carried | undefined} now @param {PlaceDeps} deps @param {(text: string) => void} say */
function parts(now, deps, say) {
  if (now?.back) return [emptyLine(SAID.ending)];
  if (!now?.list && !isOut()) return [emptyLine(SAID.none)];
  if (!now?.list) return [emptyLine(SAID.ready), button("first round-take", SAID.take, () => void take(deps, say), "i-lists")];
  const { list } = now;
  const done = counted(now);
  const count = el("strong", { text: fill(SAID.count, { done: done.given + done.absent + done.declined, all: list.doors.length }) });
  const end = button("second round-end", SAID.end, () => end.replaceWith(button("second round-sure", SAID.sure, () => void finish(), "i-erase")));
  return [el("div", { class: "round-head" }, count, end), el("ul", { class: "done" }, ...list.doors.map((door) => doorRow(door, now, deps, say)))];
}

async function finish() {
  await endRound();
  await settleRound().catch(() => undefined);
}

/** @param {PlaceDeps} deps @param {(text: string) => void} say */
async function take(deps, say) {
  say("");
  const outcome = await takeRound();
  if (outcome.kind === "answer" || deps.onLocked(outcome)) return;
  const code = codeOf(outcome);
  say(code === "round-none" ? SAID.none : code === "round-out" ? SAID.out : errorSentence(code));
}

/** @param {Door} door @param {Carried} now @param {PlaceDeps} deps @param {(text: string) => void} say */
function doorRow(door, now, { session }, say) {
  const told = now.said[door.short];
  const who = { tab: session.tab, operator: session.operator?.operator ?? null };
  const ways = SAYS.map((what) => {
    const way = /** @type {HTMLButtonElement} */ (button("second", SAID[what], () => void tellDoor(who, door, what)));
    way.setAttribute("aria-pressed", String(told === what));
    way.disabled = told === "given";
    way.dataset["what"] = what;
    return way;
  });
  if (told === "given") ways.push(button("second round-undo", SAID.undo, () => void takeDoorBack(session.tab, door).then((done) => say(done ? "" : SAID.late)), "i-undo"));
  const what = now.list ? doorWords(door, now.list, digits) : "";
  const words = el("div", { class: "done-said" }, el("strong", { class: "done-label", dir: "ltr", text: digits(door.code) }), el("bdi", { class: "round-short", dir: "ltr", text: door.short }), el("p", { class: "done-note", text: what }));
  return el("li", { class: "done-row round-door", "data-tone": told === "given" ? "granted" : told ? "counted" : undefined }, words, el("div", { class: "round-ways" }, ...ways));
}
