// @ts-check
/** What the site answered to a kept request is noted down, and numbers that no row has are free again. Imports the store and the bell. */

import { ring } from "./bell.js";
import * as store from "./store.js";
import { withReceipts } from "../pure/heads.js";
import { answered } from "../pure/kept.js";

/** @typedef {import("../pure/kept.js").Kept} Kept */
/** @typedef {import("./queue.js").Judged} Judged */

/** Notes down what the site said; a request that it did not write is not kept, and no row has its numbers. @param {string} tab @param {Kept} kept @param {Judged} outcome */
export async function finish(tab, kept, outcome) {
  /** @type {import("../pure/kept.js").Answered[]} */
  const answers = outcome.kind === "answer" ? outcome.value.lines : [];
  const lies = outcome.kind === "answer" && kept.request.night ? { result: outcome.value.result, bed: outcome.value.stay?.bed ?? null, floor: outcome.value.stay?.floor ?? false } : null;
  let first = false;
  await store.update(kept.place, (now) => {
    first = now.state === "asked";
    return outcome.kind === "answer" ? answered(now, answers.map(({ handout_id, decision, receipt }) => ({ handout_id, decision, receipt })), Date.now(), lies) : null;
  });
  // Whoever is here already has no row of these numbers either; once only, for a number may be another's by then.
  const rows = answers.map((one) => one.handout_id);
  if (tab && first) await store.giveBack(tab, kept.request.lines.filter((line) => !rows.includes(line.handout_id)).map(({ tseq }) => tseq));
  if (answers.length > 0) await store.learn("heads", (heads = {}) => withReceipts(heads, answers.map((one) => one.receipt)));
  ring();
  return outcome;
}
