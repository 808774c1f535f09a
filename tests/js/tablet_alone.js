// @ts-check
/** A tablet without its site, for the tests of what it decides then: a programme, what it knows, what it keeps, a card. */

export const NOW = Date.UTC(2026, 10, 22, 8, 30);
export const ID = "AAAAAAAAAAAAAAAAAAAAAA";

/** @param {object} given @returns {any} */
export const programme = (given) => ({ programme: "bread", title_fa: "نان", unit_fa: "قرص", cycle: "1405-09-01", most: 4, on_cold_nights: false, excludes: [], ...given });
/** @param {object} [given] @returns {any} */
export const kit = (given) => ({ day: "1405-09-01", keys: [], stopped: [], at: NOW, programmes: [programme({})], ...given });
/** @param {object} [given] @returns {any} */
export const kept = (given) => ({
  place: 1, state: "fact", site: "s-01", operator: "op1", card: "c1", day: "1405-09-01", at: NOW, cycles: { bread: "1405-09-01" }, titles: {}, answers: [], done_at: null, code: null,
  request: { text: "KART", lines: [{ handout_id: ID, tseq: 1, programme: "bread", quantity: 3, members: [] }] },
  ...given,
});
export const CARD = { card: "c1", proven: true };
