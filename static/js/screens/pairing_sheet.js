// @ts-check
/**
 * The one-time code of a new tablet, large enough to be read from an arm's length, until it is used.
 * Imports making of elements and the drawing of a QR.
 */

import { WORDS, digits } from "../words.js";
import { make, makeButton, makeIcon, makePicture } from "../make.js";
import { halves } from "../pure/pairing_code.js";
import { qrPath } from "../pure/qr_path.js";
import { openSheet } from "./dialog.js";

const LOOK_MS = 3000;

/** @typedef {import("../wire_access.js").TabletLine} TabletLine */

/**
 * Shows the code, how long it lasts, and that the new tablet came.
 * @param {import("../wire_access.js").Pairing} pairing
 * @param {{ look: () => Promise<TabletLine[] | null>, again: () => void }} deps
 */
export function openPairing({ code, qr, expires_at }, { look, again }) {
  const drawn = qrPath(qr);
  const left = make("p", { class: "quiet" });
  const typed = make("p", { class: "code", dir: "ltr" }, halves(code));
  const close = makeButton("second", WORDS.close, () => sheet.close());
  const steps = make("div", { class: "pairing-steps" }, make("h2", {}, WORDS.addTablet), make("p", {}, WORDS.addTabletHow), make("p", {}, WORDS.addTabletType), typed, left, close);
  const picture = make("div", { class: "pairing-qr" }, drawn && makePicture(drawn, WORDS.addTablet));
  const sheet = openSheet("sheet-pairing", WORDS.addTablet, [picture, steps], () => {
    clearInterval(ticking);
    clearInterval(looking);
  });

  function tick() {
    const left_s = Math.max(0, Math.ceil((expires_at - Date.now()) / 1000));
    const clock = `${Math.floor(left_s / 60)}:${String(left_s % 60).padStart(2, "0")}`;
    left.textContent = left_s > 0 ? `${WORDS.addTabletLeft} ${digits(clock)}` : "";
    if (left_s === 0) end("refused", WORDS.addTabletOver, WORDS.newCode);
  }

  /** @param {string} icon @param {string} title @param {string} [more] offers another code */
  function end(icon, title, more) {
    clearInterval(ticking);
    clearInterval(looking);
    const another = makeButton("second", more ?? WORDS.addTablet, () => {
      sheet.close();
      again();
    });
    const done = makeButton("first", WORDS.done, () => sheet.close());
    sheet.classList.add("sheet-ended");
    sheet.replaceChildren(makeIcon(icon), make("h2", { role: "status" }, title), done, another);
  }

  /** @type {Set<string> | null} */
  let before = null;
  async function lookOnce() {
    const lines = await look();
    if (!lines || !sheet.isConnected) return;
    const fresh = before && lines.find((line) => !before?.has(line.tablet));
    if (fresh) return end("granted", `${WORDS.addTabletDone}: ${fresh.name}`);
    before ??= new Set(lines.map((line) => line.tablet));
  }

  const ticking = setInterval(tick, 1000);
  const looking = setInterval(lookOnce, LOOK_MS);
  tick();
  lookOnce();
}
