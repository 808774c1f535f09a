// @ts-check
/**
 * What goes beside the course of a card: a lead's word for a refused line, and the second person of what was given
 * on one. Imports dom and the repeating of acts; the sheet comes when it is first needed.
 */

import { WORDS, errorSentence } from "../words.js";
import { button, el } from "../dom.js";
import { codeOf, insist } from "../insist.js";
import { storedView } from "../pure/decision_view.js";
import { soundVerdict } from "../sounds.js";

/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("../leads_word.js").About & { members: import("../wire.js").MemberView[], list: import("./due.js").DueList }} Offer */

/**
 * @typedef {object} CourseDeps
 * @property {Pick<typeof import("../api.js"), "scan">} api
 * @property {Pick<typeof import("../api_shift.js"), "parkCase" | "approve" | "confirmOverride" | "readAlternates">} shift
 * @property {{ operator: { role: string } | null }} session
 * @property {Pick<typeof import("../pending.js"), "newId">} pending
 * @property {import("../handing.js").Handing} handing
 * @property {(outcome: import("../pure/outcome.js").Outcome) => boolean} onLocked whether it ended the work, as a lost session does; nothing kept is lost
 */

/** Whether a lead is signed in on this tablet. @param {CourseDeps} deps */
const leads = ({ session }) => session.operator?.role === "lead";

/** Opens the sheet of a refused line; what comes of it is shown as any handout is. @param {Course} course @param {CourseDeps} deps @returns {import("./due.js").OnException} */
export function wayOfException(course, deps) {
  return async (exception, sentence) => {
    const { about } = course;
    const { openException } = await import("./exception_sheet.js");
    if (!about || about !== course.about) return;
    const { handing, shift, onLocked } = deps;
    openException(exception, { ...about, sentence }, {
      handing, shift, onLocked,
      leads: leads(deps),
      onGiven: ({ result, work }) => course.showResult(result, work),
    });
  };
}

/** What waits for the site, shown beside what was handed over blind, unless the next card has come. @param {Course} course @param {import("../work.js").Work} stored @param {{ work: import("../work.js").Work, done: Promise<import("../work.js").Result> }} rest */
export async function showRest(course, stored, rest) {
  const { about } = course;
  const result = await rest.done;
  if (about === course.about) course.showResult(result, rest.work, storedView(stored.request, stored.titles).granted);
  else soundVerdict(rest.work.state);
}

/** The button of the second person, where a lead gave it who is not signed in here; else they confirm on their own tablet. @param {CourseDeps} deps */
export function secondButton(deps) {
  if (leads(deps)) return null;
  return (/** @type {string} */ handout) => {
    const act_id = deps.pending.newId();
    const place = el("span", { class: "line-way-place" });
    const confirm = button("line-way", WORDS.secondHere, async () => {
      confirm.disabled = true;
      const outcome = await insist(() => deps.shift.confirmOverride(act_id, handout));
      if (outcome.kind === "problem" && deps.onLocked(outcome)) return;
      place.replaceChildren(el("span", { class: "line-note", role: "status", text: outcome.kind === "answer" ? WORDS.secondDone : errorSentence(codeOf(outcome)) }));
    }, "i-lead");
    place.append(confirm);
    return place;
  };
}
