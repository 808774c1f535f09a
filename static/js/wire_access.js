// @ts-check
/**
 * The shapes of pairing, sessions, people and tablets as types for the checker; nothing runs here.
 *
 * @typedef {"kiosk" | "operator" | "lead" | "admin"} Role
 * @typedef {{ operator: string, name: string, role: Role, rights?: string[] }} SignedIn
 * @typedef {object} SessionView
 * @property {string} start of the running server; signatures hold for it only
 * @property {{ code: string, name_fa: string }} site
 * @property {string | null} tablet null unless this browser proved that it is one
 * @property {string | null} desk
 * @property {string | null} tablet_name
 * @property {SignedIn | null} operator
 * @property {string | null} day
 * @property {boolean} practice people practise on this tablet
 * @property {boolean} first_lead whether the site still awaits its first lead
 * @typedef {{ code: string, url: string, expires_at: number, qr: string[] }} Pairing
 * @typedef {object} TabletLine
 * @property {string} tablet
 * @property {string} name
 * @property {number} paired_at
 * @property {number | null} revoked_at
 * @property {string | null} operator
 * @property {string} holder who holds it, by name
 * @property {number | null} last_seen_at
 * @property {boolean} practises people practise on it
 * @typedef {{ operator: string, name: string, role: Role, revoked_at: number | null, locked: boolean, rights: string[] }} OperatorLine
 */

export {};
