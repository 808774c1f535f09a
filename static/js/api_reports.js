// @ts-check
/** The routes of sheets and reports; for the lead. Imports the one way to the site. */

import { ask } from "./ask.js";

/** Which days have a sheet, and which months and quarters a report. */
export const readSheets = () => ask("GET", "day-sheets");

/** A month or a quarter. @param {string} period */
export const readReport = (period) => ask("GET", `reports/${period}`);

/** Where a sheet or a report lies as a file. @param {"day-sheets" | "reports"} kind @param {string} which @param {string} form */
export const filePath = (kind, which, form) => `${kind}/${which}/${form}`;
