// @ts-check
/** The tablet's own choices: language, light, hand, sound, vibration. Imports dom, the sheet and the choices. */

import { CATALOGUES, DIRECTION, WORDS, language } from "../words.js";
import { button, el } from "../dom.js";
import { sound } from "../sounds.js";
import { choices, choose, dress } from "../tablet.js";
import { practiceSetting } from "../practice/setting.js";
import { choice, sheet } from "./sheet.js";

const SWITCH = [
  { value: "on", word: WORDS.on },
  { value: "off", word: WORDS.off },
];
const LIGHTS = [
  { value: "auto", word: WORDS.lightAuto },
  { value: "day", word: WORDS.lightDay },
  { value: "dark", word: WORDS.lightDark },
];
const HANDS = [
  { value: "right", word: WORDS.handRight },
  { value: "left", word: WORDS.handLeft },
];

/** Opens the screen. @param {HTMLElement} root @param {import("./house.js").PlaceDeps} deps @returns {() => void} unmount */
export function mountSettings(root, deps) {
  const page = document.documentElement;
  const put = (/** @type {Partial<import("../tablet.js").Choices>} */ made) => {
    choose(made);
    dress(page, { language, direction: DIRECTION });
  };
  const languages = Object.entries(CATALOGUES).map(([value, { NAME }]) => ({ value, word: NAME, lang: value }));
  const tryIt = button("second", WORDS.tryIt, () => sound("granted"), "i-sound");
  root.replaceChildren(
    sheet(
      "settings",
      WORDS.settingsTitle,
      WORDS.settingsHelp,
      el(
        "div",
        { class: "settings-list" },
        choice(WORDS.language, languages, () => language, speak),
        choice(WORDS.light, LIGHTS, () => choices.light, (light) => put({ light: /** @type {any} */ (light) })),
        choice(WORDS.hand, HANDS, () => choices.hand, (hand) => put({ hand: /** @type {any} */ (hand) })),
        switchOf(WORDS.sound, "sound", put),
        switchOf(WORDS.vibration, "vibration", put),
        el("div", { class: "setting" }, tryIt),
        practiceSetting(deps),
      ),
    ),
  );
  return () => {};
}

/** Another language opens the page anew; what was not answered yet is kept, as after any reload. @param {string} wanted */
function speak(wanted) {
  if (wanted === language) return;
  choose({ language: wanted });
  location.reload();
}

/** @param {string} label @param {"sound" | "vibration"} name @param {(made: Partial<import("../tablet.js").Choices>) => void} put */
function switchOf(label, name, put) {
  return choice(label, SWITCH, () => (choices[name] ? "on" : "off"), (value) => put({ [name]: value === "on" }));
}
