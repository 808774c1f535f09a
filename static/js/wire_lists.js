// @ts-check
/**
 * The bodies of lists in and out, as `fieldpoint/web/lists/wire.py` says. Types only.
 *
 * @typedef {"receiving" | "reading" | "read" | "writing" | "done" | "failed" | "cancelled"} ImportState
 * @typedef {{ kind: string, weight: "error" | "doubt" | "warning", field: string, count: number, lines: number[] }} Finding
 * @typedef {object} ImportReport
 * @property {number} rows
 * @property {number} households
 * @property {number} added_households
 * @property {number} added_people
 * @property {number} unchanged_people
 * @property {number} changed_people
 * @property {number} updated_people
 * @property {number} left_rows which say something else than a desk has done since
 * @property {number} conflict_rows
 * @property {number} unreadable_rows
 * @property {Record<string, number>} neighbourhoods
 * @property {number[]} ignored_columns
 * @property {Finding[]} findings
 * @typedef {{ import: string, name: string, state: ImportState, received: number, size: number, step: string, done: number, total: number, code: string | null, facts: Record<string, string | number>, report: ImportReport | null }} ImportReply
 * @typedef {"people" | "handouts" | "counts"} Exported
 * @typedef {"csv" | "xlsx" | "json"} Form
 * @typedef {{ export: string, name: string, rows: number }} ExportReply
 */

export {};
