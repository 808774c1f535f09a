// @ts-check
/**
 * Where the page begins: the printed link's secret becomes a session, then the desk opens.
 *
 * The secret stands in the address's fragment, which no server sees; it leaves the address bar and the
 * history before anything else happens. Imports the screens and what they are brought.
 */

import * as api from "./api.js";
import * as shift from "./api_shift.js";
import * as pending from "./pending.js";
import { readCards } from "./camera.js";
import { readPhoto } from "./decoder.js";
import { find } from "./dom.js";
import { mountHouse } from "./screens/house.js";
import { mountLocked } from "./screens/locked.js";
import { readySounds } from "./sounds.js";
import { dress } from "./tablet.js";
import { DIRECTION, WORDS, errorSentence, language } from "./words.js";

dress(document.documentElement, { language, direction: DIRECTION });
document.title = WORDS.product;
readySounds();

const root = find(document, "#app", HTMLElement);
/** @type {() => void} */
let unmount = () => {};

/** @param {() => () => void} mount */
function replaceScreen(mount) {
  unmount();
  unmount = mount();
}

/** The secret of the address, which is gone from there afterwards. */
function takeSecret() {
  const secret = new URLSearchParams(location.hash.slice(1)).get("desk");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return secret;
}

/** Opens the desk with a secret or with the session of before, or says why it stays shut. @param {string | null} secret */
async function enter(secret) {
  replaceScreen(() => mountLocked(root, { title: WORDS.opening }));
  const outcome = secret ? await api.openSession(secret) : await api.readSession();
  if (outcome.kind === "answer") return openDesk(outcome.value);
  if (outcome.kind === "problem" && outcome.status === 401) return lock();
  const title = errorSentence(outcome.kind === "problem" ? outcome.code : "no-answer");
  replaceScreen(() => mountLocked(root, { title, retry: () => enter(secret) }));
}

function lock() {
  replaceScreen(() => mountLocked(root, {}));
}

/** @param {import("./wire.js").SessionReply} session */
function openDesk(session) {
  // A browser under pressure forgets what is not asked to be kept: unanswered handouts are.
  navigator.storage?.persist?.().catch(() => false);
  replaceScreen(() => mountHouse(root, { api, shift, pending, readCards, readPhoto, session, onLocked: lock }));
}

addEventListener("hashchange", () => {
  const secret = takeSecret();
  if (secret) enter(secret);
});
enter(takeSecret());
