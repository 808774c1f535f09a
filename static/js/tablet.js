// @ts-check
/**
 * What is chosen for this tablet: language, light, hand, sound, vibration, camera. Kept in this browser only.
 *
 * Nothing here says anything of a person. Where there is no document (in a test) the first choices hold.
 * Imports nothing.
 */

const KEPT_AS = "fieldpoint-tablet";

/**
 * @typedef {object} Choices
 * @property {string} language a language of `words.js`
 * @property {"auto" | "day" | "dark"} light
 * @property {"right" | "left"} hand the side of the main button
 * @property {boolean} sound
 * @property {boolean} vibration
 * @property {string} camera the device that was chosen last, or ""
 */

/** @type {Choices} */
const FIRST = { language: "fa", light: "auto", hand: "right", sound: true, vibration: true, camera: "" };

/** @returns {Choices} */
function kept() {
  try {
    const read = JSON.parse(globalThis.document ? (localStorage.getItem(KEPT_AS) ?? "{}") : "{}");
    return { ...FIRST, ...read };
  } catch {
    return { ...FIRST }; // a browser that keeps nothing
  }
}

/** The choices as they stand; read it anew each time, for they change. */
export const choices = kept();

/** A choice is made, and kept where the browser keeps anything. @param {Partial<Choices>} made */
export function choose(made) {
  Object.assign(choices, made);
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(choices));
  } catch {
    // It holds until the page is closed.
  }
}

/**
 * The page looks as it was chosen: direction, light, and the side of the main button.
 *
 * The side is said as `start` or `end` of the line, because styles know no left and right.
 * @param {HTMLElement} page the document's element
 * @param {{ language: string, direction: string }} spoken
 */
export function dress(page, { language, direction }) {
  page.lang = language;
  page.dir = direction;
  page.dataset["light"] = choices.light;
  page.dataset["side"] = (choices.hand === "right") === (direction === "rtl") ? "start" : "end";
}
