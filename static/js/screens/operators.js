// @ts-check
/**
 * The lead's people: who may work here, somebody new, a new PIN, another role, what an operator may besides.
 *
 * A PIN is made by the site and shown once, on a sheet that forgets it. Imports the list's frame.
 */

import { WORDS, digits as inDigits, errorSentence } from "../words.js";
import { make, makeButton, makeIcon } from "../make.js";
import { makeSureButton, openSheet } from "./dialog.js";
import { makeRoles, openRole } from "./operator_role.js";
import { bring, mountRoster, rosterLine } from "./roster_page.js";
import { makeSwitch } from "./switch.js";

/** @typedef {import("../wire_access.js").OperatorLine} OperatorLine */
/**
 * @typedef {object} OperatorsDeps
 * @property {Pick<typeof import("../access.js"), "readOperators" | "addOperator" | "newPin" | "revokeOperator" | "changeRole" | "grantRight">} access
 * @property {string} me who looks at the list
 * @property {boolean} leads whether that is a lead, who alone lets an operator do more
 * @property {() => void} onBack
 * @property {(outcome: import("../pure/outcome.js").Outcome) => boolean} onLocked whether the screen was left
 */

/** @param {HTMLElement} root @param {OperatorsDeps} deps @returns {() => void} unmount */
export function mountOperators(root, deps) {
  const { access } = deps;
  const field = make("input", { id: "new-name", type: "text", autocomplete: "off", spellcheck: "false", maxlength: "60", enterkeyhint: "go" });
  const roles = makeRoles("new", "operator");
  const form = make("form", { class: "card add", autocomplete: "off", novalidate: true }, make("h2", {}, WORDS.addOperator));
  form.append(make("label", { for: "new-name" }, WORDS.name), field, roles.element, make("button", { id: "add", class: "second strong", type: "submit" }, WORDS.add));
  const { list, say } = mountRoster(root, { title: WORDS.operators, onBack: deps.onBack, top: [form] });
  const shown = { say, onLocked: deps.onLocked };

  async function refresh() {
    const lines = /** @type {OperatorLine[] | null} */ (await bring(access.readOperators(), shown));
    if (lines) list.replaceChildren(...lines.sort(byStanding).map(line));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (name === "") return say(errorSentence("name-missing"));
    const made = await bring(access.addOperator(name, roles.chosen()), shown);
    if (!made) return;
    field.value = "";
    showPin(name, made.pin);
    await refresh();
  });

  /** @param {OperatorLine} operator */
  function line(operator) {
    const { name, role, revoked_at, locked } = operator;
    const mine = operator.operator === deps.me;
    const notes = [mine ? `${WORDS[role]} · ${WORDS.you}` : WORDS[role], revoked_at ? WORDS.revoked : locked ? WORDS.lockedPin : ""];
    const pin = makeSureButton(WORDS.newPin, WORDS.newPinSure, async () => {
      const made = await bring(access.newPin(operator.operator), shown);
      if (made) showPin(name, made.pin);
      if (made) await refresh();
    });
    const revoke = makeSureButton(WORDS.revoke, WORDS.revokeSure, async () => {
      if (await bring(access.revokeOperator(operator.operator), shown)) await refresh();
    });
    const other = makeButton("second", WORDS.role, () => openRole(operator, async (chosen) => {
      if (await bring(access.changeRole(operator.operator, chosen), shown)) await refresh();
    }));
    const drawn = rosterLine(name, notes, revoked_at ? [] : [deps.leads && role === "operator" && registers(operator), pin, !mine && other, !mine && revoke]);
    drawn.classList.toggle("line-off", revoked_at !== null);
    drawn.classList.toggle("line-waits", revoked_at === null && locked);
    return drawn;
  }

  /** @param {OperatorLine} operator */
  function registers({ operator, rights }) {
    return makeSwitch(WORDS.mayRegister, rights.includes("register"), async (on) => {
      const given = await bring(access.grantRight(operator, "register", on), shown);
      return given ? given.rights.includes("register") : !on;
    });
  }

  refresh();
  return () => root.replaceChildren();
}

/** Those who may work first, then by name. @param {OperatorLine} one @param {OperatorLine} other */
function byStanding(one, other) {
  return Number(one.revoked_at !== null) - Number(other.revoked_at !== null) || one.name.localeCompare(other.name, "fa");
}

/** @param {string} name @param {string} pin */
function showPin(name, pin) {
  const digits = make("p", { class: "pin", dir: "ltr" }, inDigits(`${pin.slice(0, 3)} ${pin.slice(3)}`));
  const noted = makeButton("first", WORDS.noted, () => sheet.close());
  const said = [make("p", {}, WORDS.pinOnce), make("p", { class: "quiet" }, WORDS.pinGive)];
  const sheet = openSheet("sheet-pin", WORDS.pin, [makeIcon("key"), make("h2", {}, `${WORDS.pinFor} «${name}»`), digits, ...said, noted]);
}
