// @ts-check
/**
 * The bodies of the stock, as `fieldpoint/web/stock/wire.py` says. Types only.
 *
 * @typedef {{ lot: string, day: string | null, quantity: number, remaining: number, named: boolean }} LotView
 * @typedef {{ org: string, item: string, title_fa: string, unit_fa: string, balance: number | null, lots: LotView[] }} StockView
 * @typedef {object} StockDone one act since the last close
 * @property {string} act
 * @property {"receipt" | "issue" | "count" | "undoing"} kind
 * @property {number} at ms of UTC
 * @property {string} org
 * @property {string} item
 * @property {number} quantity
 * @property {number | null} expected
 * @property {string | null} why
 * @property {string | null} peer
 * @property {string | null} waybill
 * @property {string | null} undoes
 * @property {boolean} may_undo
 * @typedef {{ items: StockView[], acts: StockDone[] }} StockReply
 * @typedef {{ org: string, item: string, households: number, quantity: number, short: number | null }} NeedView
 * @typedef {{ day: string, items: NeedView[] }} NeedsReply
 * @typedef {{ org: string, item: string, opening: number, closing: number, received?: number, handed?: number, voided?: number, given_on?: number, spoiled?: number, sent?: number, mistaken?: number, arrived?: number, elsewhere?: number, difference?: number, counted?: number | null, why?: string | null }} StockTotal
 * @typedef {{ org: string, item: string, counted: number, why: string | null }} Counted
 */

export {};
