// @ts-check
/**
 * The operator's screen: camera, short code, the course of one card after another, the last handouts.
 * Imports the parts of the screen; the site's routes, the camera and the handouts are brought in.
 */

import { find, stamp } from "../dom.js";
import { mountCamera } from "./camera_pane.js";
import { mountFound } from "./cards/found_card.js";
import { Course } from "./course.js";
import { mountRecent } from "./recent.js";
import { mountShortCode } from "./short_code.js";

/**
 * @typedef {import("./beside.js").CourseDeps & {
 *   readCards: typeof import("../camera.js").readCards,
 *   readPhoto: typeof import("../decoder.js").readPhoto,
 * }} DeskDeps
 */

/**
 * Opens the desk, ready for the first card.
 * @param {HTMLElement} root
 * @param {DeskDeps} deps
 * @returns {() => void} unmount
 */
export function mountDesk(root, deps) {
  root.replaceChildren(stamp("t-desk"));
  const course = new Course(root, deps);
  const look = (/** @type {string} */ text) => void course.look(text);
  const stops = [
    mountShortCode(root, look),
    mountCamera(root, { ...deps, onCard: (text) => course.onCard(text), onPhoto: look }),
    mountRecent(root, deps.handing),
    mountLookOnly(root, course),
    mountFound(root, course, deps),
  ];
  const onKey = (/** @type {KeyboardEvent} */ event) => void (event.key === "Escape" && course.next());
  document.addEventListener("keydown", onKey);
  course.next();
  return () => {
    course.close();
    document.removeEventListener("keydown", onKey);
    for (const stop of stops) stop();
  };
}

/** Whether this tablet only looks, as long as the page stands. */
let looks = false;

/** The switch of the look-only mode; where the address is not encrypted there is no other. @param {HTMLElement} root @param {Course} course */
function mountLookOnly(root, course) {
  const toggle = find(root, "#look-only", HTMLButtonElement);
  const desk = find(root, ".desk", HTMLElement);
  const turn = (/** @type {boolean} */ on) => {
    course.lookOnly = looks = on;
    toggle.setAttribute("aria-pressed", String(on));
    desk.classList.toggle("desk-looks", on);
  };
  toggle.addEventListener("click", () => {
    turn(!course.lookOnly);
    course.next();
  });
  turn(looks || !isSecureContext);
  toggle.disabled = !isSecureContext;
  return () => {};
}
