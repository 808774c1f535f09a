// @ts-check
/**
 * The lead's day on one page, in the order in which a lead looks: day and date, who waits, how it goes, tablets,
 * sending, the close. Imports dom and the panels.
 */

import { el } from "../../dom.js";
import { DaySource } from "./day_source.js";
import { mountClose } from "./close_panel.js";
import { mountCounts } from "./counts_panel.js";
import { mountDay } from "./day_panel.js";
import { mountSending } from "./sending_panel.js";
import { mountTablets } from "./tablets_panel.js";
import { mountWaiting } from "./waiting_panel.js";

const PANELS = [mountDay, mountWaiting, mountCounts, mountTablets, mountSending, mountClose];

/** What has something to say on few days comes behind, and only from the site. */
const SELDOM = [async () => (await import("./life_panel.js")).mountLife, async () => (await import("./verdicts_panel.js")).mountVerdicts];

/** @typedef {import("../house.js").PlaceDeps & { day: DaySource }} PanelDeps */

/** Opens the page. @param {HTMLElement} root @param {import("../house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountOverview(root, deps) {
  const day = new DaySource(deps);
  const page = el("div", { class: "panels" });
  root.replaceChildren(page);
  const stops = PANELS.map((mount) => mount(page, { ...deps, day }));
  const stopDay = day.start();
  let here = true;
  for (const load of SELDOM) {
    load().then((mount) => void (here && stops.push(mount(page, { ...deps, day })))).catch(() => undefined);
  }
  return () => {
    here = false;
    stopDay();
    for (const stop of stops) stop();
  };
}
