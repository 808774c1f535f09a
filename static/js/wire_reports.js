// @ts-check
/**
 * The bodies of sheets and reports, as `fieldpoint/web/reports/wire.py` says. Types only.
 *
 * @typedef {{ day: string, seal: string, households: number, handed: number }} SheetView
 * @typedef {{ days: SheetView[], periods: string[] }} SheetsReply
 * @typedef {{ households: number, handouts: number, handed: number, voided: number, refused: number, over: number }} Sums
 * @typedef {{ code: string, title: string, sums: Sums }} ReportLine
 * @typedef {{ line: string[], place: string | null, reached: number | null, sums: number[] }} ToldCell
 * @typedef {import("./wire_stock.js").StockTotal & { title: string, reasons: [string, number][], programmes: [string, number][] }} StockLine
 * @typedef {object} ReportReply
 * @property {string} period
 * @property {string} title
 * @property {boolean} unfinished
 * @property {boolean} over whether the period has ended
 * @property {number} days
 * @property {{ site: string, day: string }[]} open_days
 * @property {Sums} total
 * @property {ReportLine[]} by_programme
 * @property {ReportLine[]} by_organisation
 * @property {ReportLine[]} by_month
 * @property {ToldCell[]} by_place
 * @property {StockLine[]} stock
 * @property {number} stock_untold items that are not in it
 */

export {};
