// @ts-check
/** What the routes of the services answer, as types (web/services/wire.py). Nothing runs here. */

/** @typedef {"visit" | "enrolment" | "course" | "referral"} Flow */
/** @typedef {{ person: string, ordinal: number, is_head: boolean, who: "woman" | "man" | "girl" | "boy" | "person" }} Member */
/** @typedef {{ programme: string, title_fa: string, flow: Flow }} Known */
/** @typedef {{ session: string, programme: string, title_fa: string, flow: Flow, days: string[], queue: string, room: number, places: number, held: number, doctor: string | null, subject: string | null, free: number[], times: string[] }} Session */
/** @typedef {{ case: string, programme: string, title_fa: string, flow: Flow, label: string, member: Member | null, session: string | null, slot: number | null, queue: string | null, hour: string | null, step: string, since: string | null, days: number, next: string[], before: string | null, goes_on: boolean, doubled: boolean, beyond: boolean, place: string | null, next_on: string | null, told: boolean, ticket: string | null }} Case */
/** @typedef {{ ticket: string, queue: string, number: number, state: "waiting" | "called" | "away" | "done", desk: string, booked: boolean }} Ticket */
/** @typedef {{ day: string, known: Known[], sessions: Session[], tickets: Ticket[], waiting: number, due: number }} Services */
/** @typedef {{ household: string, label: string, members: Member[], cases: Case[] }} Look */
/** @typedef {{ case: Case | null, refused: string | null }} CaseReply */
/** @typedef {{ case: Case, person: string, code: string, name: string, phone: string }} Reminder */
/** @typedef {{ until: string, reminders: Reminder[] }} Reminders */
/** @typedef {{ programme: string, title_fa: string, step: string, count: number, waits: number, middle_s: number, longest_s: number }} Count */
/** @typedef {{ month: string, lines: Count[] }} Counts */

export {};
