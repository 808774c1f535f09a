// @ts-check
/**
 * The shapes of the site's API as types for the checker; nothing runs here. Their source is
 * `fieldpoint/web/wire.py`.
 *
 * @typedef {{ tab: string, desk: string }} SessionReply
 * @typedef {"woman" | "man" | "girl" | "boy" | "person"} Who
 * @typedef {{ person: string, ordinal: number, is_head: boolean, who: Who }} MemberView
 * @typedef {{ at: number, desk: string, site?: string | null }} EarlierView
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
 * @property {string | null} [kept_until] what is out of stock may be made up for until that day
 * @property {number} [chosen] how much is chosen at first, where it is not everything
 * @property {"none" | "lead" | "lead-and-second"} [override] whose word gives it all the same
 * @property {boolean} [asks_collector] whether it matters who stands there
 * @typedef {object} ScanReply
 * @property {string | null} household
 * @property {string} label
 * @property {MemberView[]} members
 * @property {string | null} day
 * @property {DueLine[]} due
 * @property {number | null} [since] when the card was stopped, ms of UTC; null where it was not, or nobody knows
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
 * @property {"none" | "lead" | "lead-and-second"} [override] whose word gives a refused line all the same
 * @property {string[]} flags
 * @property {string | null} [kept_until] what was out of stock may be made up for until that day
 * @property {number | null} [since] when the card was stopped, where that is why
 * @property {{ epoch: string, seq: number, head: string }} receipt
 * @typedef {{ lines: LineReply[] }} HandoutReply
 * @typedef {object} Status
 * @property {string} site
 * @property {string} name_fa
 * @property {string | null} day
 * @property {boolean} [practice] people practise on this tablet
 * @property {boolean} [round] a round is out on this tablet
 * @property {number} seq
 * @property {number} unsent
 * @property {"none" | "waiting" | "reached"} registry
 * @property {number | null} last_contact_at
 * @property {string | null} last_code
 * @property {string | null} warning
 * @property {{ epoch: string, seq: number, head: string }} receipt
 * @property {Record<string, number>} marks
 * @property {Record<string, number>} holding
 * @typedef {"goods" | "meal" | "service" | "bed_night"} Kind
 * @typedef {{ programme: string, title_fa: string, unit_fa: string, item: string, kind: Kind, without_card: boolean }} ProgrammeView
 * @typedef {object} DoneView
 * @property {string} event
 * @property {"handout" | "refusal" | "void" | "tally" | "day-open" | "day-close" | "card-stopped" | "card-bound" | "merge" | "confirmed" | "search" | "work"} kind
 * @property {string | null} work of a row of the work its kind
 * @property {string} about
 * @property {number} at
 * @property {string | null} desk
 * @property {string | null} tab
 * @property {string} label
 * @property {string | null} programme of a tally its item
 * @property {number | null} quantity
 * @property {string | null} reason
 * @property {string | null} day
 * @property {string | null} ref
 * @property {boolean} voided
 * @property {number} undo_ms
 * @typedef {{ programme: string, title_fa: string, public_title_fa: string, unit_fa: string, handouts: number, quantity: number, refused: number }} ProgrammeCount
 * @typedef {{ programme: string, at: number, handouts: number }} HalfHour
 * @typedef {object} CountsReply
 * @property {string | null} day
 * @property {number} holders
 * @property {ProgrammeCount[]} programmes
 * @property {HalfHour[]} half_hours
 * @property {{ reason: string, refused: number }[]} reasons
 * @property {{ item: string, quantity: number }[]} tallies
 * @typedef {{ handout: string, programme: string, title_fa: string, unit_fa: string, quantity: number, at: number, desk: string, lead: string, label: string }} AwaitedView
 * @typedef {{ ref: string, title_fa: string, unit_fa: string, quantity: number, reason: string, at: number, desk: string, operator: string, label: string, second: boolean }} AskedView
 * @typedef {{ case_id: string, day: string, number: number, desk: string, label: string, reason: string | null, parked_at: number, ended_at: number | null }} CaseView
 * @typedef {{ running: boolean, unsent: number, sent: number | null, code: string | null }} SendingReply
 * @typedef {{ tab: string, last: number, absent?: number }} TabletTotal
 * @typedef {{ day: string, seal: string, households: number, refused: number, unsent: number, lines: { prog: string, handed: number, voided: number }[], tablets: TabletTotal[], flags: Record<string, number>, stock: import("./wire_stock.js").StockTotal[] }} SheetReply
 * @typedef {{ day: string | null, proposed: string, clock_behind: boolean, sheet: SheetReply | null }} DayReply
 * @typedef {{ tablet: string, name: string, paired_at: number, revoked_at: number | null, operator: string | null, holder: string, last_seen_at: number | null }} TabletView
 */

export {};
