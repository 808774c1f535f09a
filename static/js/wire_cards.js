// @ts-check
/**
 * The bodies of the cards' own routes, as `fieldpoint/web/card_life/wire.py` says. Types only.
 *
 * @typedef {"printed" | "bound" | "suspended" | "revoked" | "blocked"} CardState
 * @typedef {{ card: string, short: string, serial: number, state: CardState, household: string | null, label: string, bound_at: number | null, since: number | null, reprinted_at: number | null }} CardView
 * @typedef {"bind" | "suspend" | "give-back" | "revoke"} CardAct
 * @typedef {{ text: string } | { card: string }} CardRef scanned or typed; or one of a household's list
 * @typedef {{ act_id: string, collisions: string[] }} ActReply
 * @typedef {{ act_id: string, card: string, short: string, collisions: string[] }} ReplacementReply
 * @typedef {{ act_id: string, card: string, serial: number, short: string, code: string, printed_on: string, qr_text: string, qr: string[] }} CardFaceReply
 */

export {};
