// @ts-check
/** What a carried round is, and how its doors are counted. Pure: imports nothing. */

/** @typedef {"given" | "absent" | "declined"} Said */
/** @typedef {{ code: string, short: string, lines: { programme: string, quantity: number }[] }} Door */
/** @typedef {{ round: string, day: string | null, programmes: { programme: string, title_fa: string }[], doors: Door[] }} RoundList */
/** @typedef {{ act: string, list: RoundList | null, said: Record<string, Said>, back: string | null }} Carried back: the act by which it is brought back, once it is over */

/** At how many doors what happened. @param {Carried} carried */
export function counted({ said }) {
  const count = (/** @type {Said} */ what) => Object.values(said).filter((one) => one === what).length;
  return { given: count("given"), absent: count("absent"), declined: count("declined") };
}

/** What is brought to a door, in words. @param {Door} door @param {RoundList} list @param {(value: number) => string} digits */
export function doorWords({ lines }, { programmes }, digits) {
  return lines.map(({ programme, quantity }) => `${programmes.find((one) => one.programme === programme)?.title_fa ?? programme} × ${digits(quantity)}`).join("، ");
}
