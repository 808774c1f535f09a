// @ts-check
/**
 * The bodies of the register of people, as `fieldpoint/web/register/wire.py` says. Types only.
 *
 * @typedef {"" | "national" | "foreign" | "residence" | "passport" | "other" | "none"} IdKind
 * @typedef {object} Member as somebody types it
 * @property {string} given_name
 * @property {string} family_name
 * @property {string} relation
 * @property {"female" | "male" | ""} sex
 * @property {string} born
 * @property {string} phone
 * @property {IdKind} id_kind
 * @property {string | null} id_text null leaves the ID of a known person as it is
 * @property {string[]} tags
 * @property {string} note
 * @property {boolean} is_head
 * @typedef {Member & { person: string | null }} EditedMember null is somebody new
 * @typedef {{ given_name: string, family_name: string, relation: string, born: string, blocked: boolean }} AlternateText
 * @typedef {{ code: string, neighbourhood: string, review: string, members: Member[], alternates: AlternateText[] }} Draft
 * @typedef {{ field: string, code: string }} Remark
 * @typedef {{ born_on: string | null, year_only: boolean, age: number | null, phone: string | null, id_kind: IdKind, id_flag: "" | "invalid" }} Understood
 * @typedef {{ household: string, label: string, strength: "certain" | "likely", agrees: string[], size: number, head: string, record: HouseholdRecord | null }} Likely
 * @typedef {{ faults: Remark[], warnings: Remark[], members: Understood[], review_on: string | null, likely: Likely[], capped: boolean }} DraftReply
 * @typedef {{ act_id: string, household: string, code: string, label: string, members: string[] }} RegisteredReply
 * @typedef {object} MemberRecord
 * @property {string} person
 * @property {number} ordinal
 * @property {boolean} is_head
 * @property {string} given_name
 * @property {string} family_name
 * @property {string} relation
 * @property {"female" | "male" | ""} sex
 * @property {string | null} born_on
 * @property {string | null} phone
 * @property {IdKind} id_kind
 * @property {string} id_tail the last two signs
 * @property {"" | "invalid"} id_flag
 * @property {string[]} tags
 * @property {string} note
 * @property {boolean} blocked
 * @typedef {{ person: string, given_name: string, family_name: string, relation: string, born_on: string | null, blocked: boolean }} AlternateRecord
 * @typedef {{ merge: string, gone: string, code: string, at: number, by: string, undoable: boolean }} MergeView
 * @typedef {{ household: string, label: string }} Near
 * @typedef {object} HouseholdRecord
 * @property {string} household
 * @property {string} code
 * @property {string} neighbourhood
 * @property {string} registered_on
 * @property {number} version
 * @property {MemberRecord[]} members
 * @property {AlternateRecord[]} alternates
 * @property {MergeView[]} merges
 * @property {Near | null} split_from
 * @property {Near[]} split_off
 * @property {string | null} review_on when its file is to be looked at again
 * @property {boolean} overdue whether that day is here
 * @typedef {"register" | "edit" | "birth" | "death" | "move" | "head" | "split" | "merge" | "undo" | "import"} ChangeKind
 * @typedef {{ version: number, at: number | null, by: string, by_name: string, kind: ChangeKind, record: HouseholdRecord }} VersionView
 * @typedef {{ act_id: string, household: string, version: number, new_household: string | null, code: string | null }} VersionReply
 * @typedef {{ household: string, code: string, neighbourhood: string, review_on: string, size: number }} Overdue
 * @typedef {{ day: string, count: number, households: Overdue[] }} ReviewsReply
 * @typedef {{ text: string, short: string, label: string, size: number, qr: string[] }} PracticeCard
 */

export {};
