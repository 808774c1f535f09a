// @ts-check
/**
 * The shapes of the site's API as types for the checker; nothing runs here. Their source is
 * `fieldpoint/web/wire.py`.
 *
 * @typedef {{ tab: string, desk: string }} SessionReply
 * @typedef {"woman" | "man" | "girl" | "boy" | "person"} Who
 * @typedef {{ person: string, ordinal: number, is_head: boolean, who: Who }} MemberView
 * @typedef {{ at: number, desk: string }} EarlierView
 * @typedef {{ person: string, due: number, reason: string | null }} MemberDue
 * @typedef {object} DueLine
 * @property {string} programme
 * @property {string} title_fa
 * @property {string} unit_fa
 * @property {"household" | "member"} counts_for
 * @property {string} cycle
 * @property {number} quantity
 * @property {MemberDue[]} members
 * @property {string | null} reason
 * @property {EarlierView | null} earlier
 * @property {string | null} next_on
 * @property {string | null} next_time
 * @property {number} [chosen] how much is chosen at first, where it is not everything
 * @typedef {object} ScanReply
 * @property {string | null} household
 * @property {string} label
 * @property {MemberView[]} members
 * @property {string | null} day
 * @property {DueLine[]} due
 * @property {boolean} [blind] the site gave no answer; this tablet says what may be handed over
 * @typedef {{ handout_id: string, tseq: number, programme: string, quantity: number, members: string[] }} LineRequest
 * @typedef {{ text: string | null, lines: LineRequest[] }} HandoutRequest
 * @typedef {object} LineReply
 * @property {string} handout_id
 * @property {string} programme
 * @property {"granted" | "refused"} decision
 * @property {number} quantity
 * @property {string | null} reason
 * @property {EarlierView | null} earlier
 * @property {string | null} next_on
 * @property {string | null} next_time
 * @property {string[]} flags
 * @property {{ epoch: string, seq: number, head: string }} receipt
 * @typedef {{ lines: LineReply[] }} HandoutReply
 * @typedef {object} Status
 * @property {string} site
 * @property {string} name_fa
 * @property {string | null} day
 * @property {number} seq
 * @property {number} unsent
 * @property {"none" | "waiting" | "reached"} registry
 * @property {number | null} last_contact_at
 * @property {string | null} last_code
 * @property {string | null} warning
 * @property {{ epoch: string, seq: number, head: string }} receipt
 * @property {Record<string, number>} marks
 * @property {Record<string, number>} holding
 */

export {};
