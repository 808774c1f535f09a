// @ts-check
/** The routes of campaigns; for the lead. Imports the one way to the site and the repeating. */

import { ask } from "../../ask.js";
import { insist } from "../../insist.js";

/**
 * @typedef {{ event: string, site: string, place: string, day: string, first: string, last: string, counts: [string, number][] }} EventTotal
 * @typedef {{ site: string, prog: string, item: string, title: string, unit: string, handouts: number, qty: number, households: number }} GivenTotal
 * @typedef {{ total: number, pledged: number, arrived: number, handed: number }} Pieces
 * @typedef {{ title: string, by: string, day: string, spans: [string, string][], target: number, unit: string, reached: number, households: number, handouts: number, given: GivenTotal[], events: EventTotal[], tallied: number, pieces?: Pieces }} Report
 * @typedef {{ code: string, title_fa: string, about_fa: string, state: "now" | "coming" | "past", puzzle: boolean, item: string | null, givers: string[], places: { code: string, title_fa: string }[], report: Report, seal: string }} CampaignView
 * @typedef {{ code: string, title_fa: string, about_fa: string, state: string, first: string, last: string, moon: boolean }} PackagedView
 * @typedef {{ day: string, campaigns: CampaignView[], package: PackagedView[] }} CampaignsReply
 */

/** Which run here, with their numbers, and which may be opened. */
export const readCampaigns = () => ask("GET", "campaigns");

/** A campaign of the package runs here. @param {string} act_id @param {string} campaign @param {number} moon */
export const openCampaign = (act_id, campaign, moon) => insist(() => ask("POST", "campaigns", { act_id, campaign, moon }));

/** The campaign is closed with its report. @param {string} act_id @param {string} campaign */
export const closeCampaign = (act_id, campaign) => insist(() => ask("POST", `campaigns/${campaign}/closings`, { act_id }));

/** Tents stand there. @param {{ act_id: string, campaign: string, place: string, day: string, first: string, last: string }} pitch */
export const putUp = (pitch) => insist(() => ask("POST", "campaign-events", pitch));

/** The event was entered by mistake. @param {string} act_id @param {string} event */
export const takeDown = (act_id, event) => insist(() => ask("POST", `campaign-events/${event}/ends`, { act_id }));

/** A giver asked to stand by name beside the picture, or no longer. @param {string} campaign @param {string} name @param {boolean} on */
export const showGiver = (campaign, name, on) => insist(() => ask("POST", `campaigns/${campaign}/givers`, { name, on }));

/** Where the report's sheet lies. @param {string} campaign */
export const sheetPath = (campaign) => `campaigns/${campaign}/report`;
