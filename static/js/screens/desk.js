// @ts-check
/**
 * The operator's screen: camera, short code, the course of one card after another, the status strip.
 * Imports the parts of the screen; api, pending and the camera are brought in.
 */

import { stamp } from "../dom.js";
import { mountCamera } from "./camera_pane.js";
import { Course } from "./course.js";
import { mountShortCode } from "./short_code.js";
import { mountStatus } from "./status.js";

/** @typedef {import("./course.js").CourseDeps & { readCards: typeof import("../camera.js").readCards }} DeskDeps */

/**
 * Opens the desk, and first settles what an earlier life of the page left without an answer.
 * @param {HTMLElement} root
 * @param {DeskDeps} deps
 * @returns {() => void} unmount
 */
export function mountDesk(root, deps) {
  root.replaceChildren(stamp("t-desk"));
  const course = new Course(root, deps);
  const status = mountStatus(root, { api: deps.api, desk: deps.session.desk, onLocked: deps.onLocked });
  course.onDecided = status.refresh;
  const stopTyping = mountShortCode(root, (text) => course.look(text));
  const stopCamera = mountCamera(root, { readCards: deps.readCards, onCard: (text) => course.onCard(text) });
  const onKey = (/** @type {KeyboardEvent} */ event) => void (event.key === "Escape" && course.next());
  document.addEventListener("keydown", onKey);
  course.next();
  course.settle();
  return () => {
    course.close();
    status.unmount();
    stopTyping();
    stopCamera();
    document.removeEventListener("keydown", onKey);
  };
}
