// @ts-check
/** Which of the due lines are handed over now, and how much. Pure: imports nothing but types. */

/** @typedef {import("../wire.js").DueLine} DueLine */
/** @typedef {{ quantity: number, members: readonly string[] }} Chosen */
/** @typedef {Readonly<Record<string, Chosen>>} Selection by programme; only lines of which something is due */

/** The common case: everything that is due, or what the line says is chosen at first. @param {readonly DueLine[]} due @returns {Selection} */
export function chooseAll(due) {
  /** @type {Record<string, Chosen>} */
  const all = {};
  for (const line of due) {
    if (line.quantity < 1) continue;
    const quantity = line.chosen ?? line.quantity;
    const members = line.counts_for === "member" ? line.members.filter((m) => m.due > 0).map((m) => m.person) : [];
    all[line.programme] = { quantity, members };
  }
  return all;
}

/** The selection with another quantity of a household line, never below 0 nor above what is due. @param {Selection} selection @param {DueLine} line @param {number} quantity @returns {Selection} */
export function withQuantity(selection, line, quantity) {
  const held = Math.min(line.quantity, Math.max(0, Math.trunc(quantity)));
  return { ...selection, [line.programme]: { quantity: held, members: [] } };
}

/** The selection with one member of a member line put in or out. @param {Selection} selection @param {DueLine} line @param {string} person @returns {Selection} */
export function withMember(selection, line, person) {
  const before = selection[line.programme]?.members ?? [];
  const wanted = before.includes(person) ? before.filter((id) => id !== person) : [...before, person];
  const taking = line.members.filter((member) => member.due > 0 && wanted.includes(member.person));
  const quantity = taking.reduce((sum, member) => sum + member.due, 0);
  return { ...selection, [line.programme]: { quantity, members: taking.map((member) => member.person) } };
}

/** What is sent, in the order of the programmes; a line of which nothing is chosen is left out. @param {readonly DueLine[]} due @param {Selection} selection */
export function chosenLines(due, selection) {
  return due.flatMap((line) => {
    const chosen = selection[line.programme];
    if (!chosen || chosen.quantity < 1) return [];
    return [{ programme: line.programme, quantity: chosen.quantity, members: [...chosen.members] }];
  });
}
