// @ts-check
/**
 * The bodies of donors and contributions, as `fieldpoint/web/gifts/wire.py` says. Types only.
 *
 * @typedef {"goods" | "money" | "service" | "place" | "piece"} GiftKind
 * @typedef {"natural" | "legal" | "group"} DonorKind
 * @typedef {"site" | "equipment" | "transport" | "rent" | "event" | "training" | "other"} GiftEnd
 * @typedef {"donor" | "unfit" | "too-late" | "mistake"} WithdrawReason
 * @typedef {{ donor: string, name: string, phone: string | null, kind: DonorKind, can: GiftKind[] }} DonorView
 * @typedef {object} GiftView
 * @property {string} gift
 * @property {string | null} day
 * @property {string | null} donor
 * @property {GiftKind} kind
 * @property {string} org
 * @property {string} item
 * @property {string} title_fa
 * @property {number} promised
 * @property {number} arrived
 * @property {number} handed
 * @property {number} left
 * @property {string | null} campaign
 * @property {string | null} due
 * @property {GiftEnd | null} end
 * @property {boolean} unannounced
 * @property {WithdrawReason | null} withdrawn
 * @typedef {{ org: string, item: string, title_fa: string }} ItemView
 * @typedef {{ donors: DonorView[], gifts: GiftView[], items: ItemView[], quarters: string[] }} GiftsReply
 * @typedef {{ act_id: string, gift: string, handed: number, left: number }} GiftReply
 * @typedef {{ neighbourhood: string | null, item: string, households: number, handouts: number, quantity: number }} Told
 * @typedef {{ item: string, cells: Told[], together: { households: number | null, handouts: number, quantity: number | null, more: boolean } }} ReachedItem
 * @typedef {{ name: string, titles: Record<string, string>, statement: { quarter: string, over: boolean, items: ReachedItem[] } }} StatementReply
 */

export {};
