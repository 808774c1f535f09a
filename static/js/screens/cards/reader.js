// @ts-check
/** The desk's reader on another screen: camera, photo, short code, a scanner that types. Imports dom and the desk's parts. */

import { find, stamp } from "../../dom.js";
import { mountCamera } from "../camera_pane.js";
import { mountShortCode } from "../short_code.js";

/** @typedef {Pick<import("../house.js").HouseDeps, "readCards" | "readPhoto">} ReaderDeps */

/**
 * Adds a reader that gives one card's text after another, the next only when the last one is done with.
 * @param {HTMLElement} place
 * @param {ReaderDeps} deps
 * @param {(text: string) => Promise<void>} onText
 * @returns {() => void} unmount
 */
export function mountReader(place, { readCards, readPhoto }, onText) {
  const reader = find(stamp("t-desk"), ".reader", HTMLElement);
  for (const ofDesk of ["#look-only", "#found-card"]) find(reader, ofDesk, HTMLElement).remove();
  place.append(reader);
  let busy = false;

  function take(/** @type {string} */ text) {
    if (busy || document.querySelector("dialog[open]")) return false;
    busy = true;
    onText(text).finally(() => {
      busy = false;
    });
    return true;
  }

  const stops = [mountShortCode(reader, take), mountCamera(reader, { readCards, readPhoto, onCard: take, onPhoto: take })];
  return () => {
    for (const stop of stops) stop();
    reader.remove();
  };
}
