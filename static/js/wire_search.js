// @ts-check
/**
 * The bodies of the lead's search, as `fieldpoint/web/wire_search.py` says. Types only.
 *
 * @typedef {{ person: string, name: string, id_end: string }} PersonFound
 * @typedef {"bound" | "suspended" | "revoked" | "none"} FoundCard
 * @typedef {{ household: string, code: string, neighbourhood: string, size: number, card: FoundCard, head: PersonFound | null, found: PersonFound[], overdue: boolean }} HouseholdFound
 * @typedef {{ households: HouseholdFound[], more: boolean, by: ("name" | "phone" | "id" | "code" | "card")[], left: number }} SearchReply
 */

export {};
