// @ts-check
/** Whether a round is out on this tablet by the site's last word. Imports the bell. */

import { ring } from "./bell.js";

let out = false;

/** The site's word; whoever listens hears of a change. @param {boolean} now */
export function noteOut(now) {
  const news = now !== out;
  out = now;
  if (news) ring();
}

/** Whether a round is out here, as the site said last. */
export const isOut = () => out;
