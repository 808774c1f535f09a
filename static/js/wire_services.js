// @ts-check
/** What the routes of the services answer, as types (web/services/wire.py). Nothing runs here. */

/** @typedef {"visit" | "enrolment" | "course" | "referral"} Flow */
/** @typedef {{ person: string, ordinal: number, is_head: boolean, who: "woman" | "man" | "girl" | "boy" | "person" }} Member */
/** @typedef {{ programme: string, title_fa: string, flow: Flow }} Known */

/**
 * @typedef {object} Session
 * @property {string} session
 * @property {string} programme
 * @property {string} title_fa
 * @property {Flow} flow
 * @property {string[]} days
 * @property {string} queue
 * @property {number} room
 * @property {number} places
 * @property {number} held
 * @property {string | null} doctor
 * @property {string | null} subject
 * @property {number[]} free numbers that nobody holds
 * @property {string[]} times the hour of each slot from the first
 */

/**
 * @typedef {object} Case
 * @property {string} case
 * @property {string} programme
 * @property {string} title_fa
 * @property {Flow} flow
 * @property {string} label
 * @property {Member | null} member
 * @property {string | null} session
 * @property {number | null} slot
 * @property {string | null} queue
 * @property {string | null} hour
 * @property {string} step
 * @property {string | null} since
 * @property {number} days since the step
 * @property {number} all_days since the case began
 * @property {string[]} next
 * @property {string | null} before the step to which it may be taken back
 * @property {boolean} goes_on
 * @property {boolean} doubled
 * @property {boolean} beyond
 * @property {string | null} place
 * @property {string | null} next_on
 * @property {boolean} told
 * @property {string | null} ticket
 */

/** @typedef {{ ticket: string, queue: string, number: number, state: "waiting" | "called" | "away" | "done", desk: string, booked: boolean }} Ticket */
/** @typedef {{ day: string, known: Known[], sessions: Session[], tickets: Ticket[], waiting: number, due: number }} Services */
/** @typedef {{ household: string, label: string, members: Member[], cases: Case[] }} Look */
/** @typedef {{ case: Case | null, refused: string | null }} CaseReply */
/** @typedef {{ case: Case, person: string, code: string, name: string, phone: string }} Reminder */
/** @typedef {{ until: string, reminders: Reminder[] }} Reminders */
/** @typedef {{ programme: string, title_fa: string, step: string, count: number, waits: number, middle_s: number, longest_s: number }} Count */
/** @typedef {{ month: string, lines: Count[] }} Counts */

export {};
