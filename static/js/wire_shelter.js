// @ts-check
/**
 * The bodies of a night in a shelter, as `fieldpoint/web/shelter/wire.py` says. Types only.
 *
 * @typedef {{ beds: number, floor: number, free: number, free_floor: number, held: number }} PlacesView
 * @typedef {"all" | "men" | "women" | "family"} SectionName
 * @typedef {{ name: SectionName, first: number, last: number, places: PlacesView }} SectionView
 * @typedef {{ name: SectionName, first: number, last: number, floor: number }} SectionRequest
 * @typedef {{ programme: string, title_fa: string, unit_fa: string, given: number, left: number | null }} MealView
 * @typedef {{ hold: string, bed: number, until: number, over: boolean, label: string }} HoldView
 * @typedef {{ site: string, title: string, places: PlacesView, cold: boolean, told_at: number }} OtherView
 * @typedef {{ note: string, at: number }} NoteView
 * @typedef {object} ShelterReply
 * @property {string | null} night null where no bed-night runs
 * @property {string | null} programme
 * @property {number} at
 * @property {number | null} cold_since
 * @property {boolean} numbered
 * @property {PlacesView} places
 * @property {SectionView[]} sections
 * @property {number} unplaced
 * @property {number} over
 * @property {MealView[]} meals
 * @property {HoldView[]} holds
 * @property {number[]} no_shows
 * @property {OtherView[]} others
 * @property {NoteView | null} note
 * @property {NoteView | null} note_before
 * @typedef {{ stay: string, section: SectionName, floor: boolean, bed: number | null, state: "in" | "out" | "left", label: string, at: number }} StayView
 * @typedef {{ result: "admitted" | "back" | "here" | "full" | "refused", stay: StayView | null, instead_of: number | null, lines: import("./wire.js").LineReply[], places: PlacesView }} AdmissionReply
 */

export {};
