// @ts-check
/**
 * The site as the screens ask it, with this tablet standing in while it gives no answer: a card is proven here,
 * and what may be given blind is what the site said beforehand.
 *
 * Imports the store, the link and what is decided without the screen.
 */

import { ring } from "./bell.js";
import { link, within } from "./link.js";
import { prove } from "./prove.js";
import { noteOut } from "./round_news.js";
import * as store from "./store.js";
import { blankSince, blindDue, haltOf } from "../pure/blind.js";
import { contradicts, toOffer, withReceipts, withoutLives } from "../pure/heads.js";
import { broughtAgain, givenLines, mayGo } from "../pure/kept.js";

/** @typedef {import("../pure/outcome.js").Outcome} Outcome */
/** @typedef {import("../pure/kept.js").Receipt} Receipt */
/** @typedef {Pick<typeof import("../api.js"), "scan" | "readStatus" | "readOffline" | "offerReceipts">} SiteApi */

const SCAN_PATIENCE_MS = 3000;
const KIT_FRESH_MS = 10 * 60_000;
const NOTHING_TO_ASK = /** @type {Outcome} */ ({ kind: "answer", status: 200, value: null });
const FORGET_EVERY_MS = 10 * 60_000;

export class Site {
  /** How many lines to tell the site of; set by whoever counts. */
  held = 0;
  /** What the lead must see to, or null. @type {(code: string | null) => void} */
  onWarning = () => {};
  /** Since it last answered, the site was found to hold what this tablet was shown: facts may go into its log. */
  trusted = false;
  #forgot_at = -Infinity;
  /** When the status was last asked for, by the page's own clock. */
  asked_at = -Infinity;

  /** @param {SiteApi} api */
  constructor(api) {
    this.api = api;
    link.probe = () => this.readStatus();
    link.onBack = () => void this.offerReceipts();
    link.onLost = () => void (this.trusted = false);
  }

  /** The holder of a card and what is due: by the site, else blind. @param {string} text @param {string | null} [collector] @returns {Promise<Outcome>} */
  scan = async (text, collector = null) => {
    if (!link.away) {
      const outcome = link.learn(await within(this.api.scan(text, collector), SCAN_PATIENCE_MS));
      if (outcome.kind !== "silence") return outcome;
    }
    return this.#look(text).catch(() => ({ kind: "silence" }));
  };

  /** The status of the site, which hears of what this tablet holds. @returns {Promise<Outcome>} */
  readStatus = async () => {
    this.asked_at = performance.now();
    const outcome = link.learn(await this.api.readStatus(this.held));
    if (outcome.kind === "answer") await this.#learn(outcome.value).catch(() => undefined);
    else if (outcome.kind === "problem" && !this.trusted) await this.offerReceipts(); // a tablet without a session may
    return outcome;
  };

  /** The tablet was shown these rows. @param {Receipt[]} receipts */
  async shown(receipts) {
    await store.learn("heads", (heads = {}) => withReceipts(heads, receipts));
  }

  /** Asks the site whether its log holds what this tablet was shown (design chapter 4.9). */
  async offerReceipts() {
    const receipts = toOffer((await store.known("heads").catch(() => undefined)) ?? {});
    const outcome = receipts.length === 0 ? NOTHING_TO_ASK : await this.api.offerReceipts({ receipts });
    const rolledBack = outcome.kind === "problem" && outcome.code === "site-rolled-back";
    if (!rolledBack && outcome.kind !== "answer") return;
    if (outcome.kind === "answer") await this.#bringAgain(outcome.value?.lost ?? []);
    const before = this.trusted;
    this.trusted = !rolledBack;
    this.onWarning(rolledBack ? "site-rolled-back" : null);
    if (this.trusted && !before) ring("back");
  }

  /** The site's log went on without these lives: what was granted in them goes there again. @param {string[]} lost */
  async #bringAgain(lost) {
    if (lost.length === 0) return;
    await store.changeDone((kept) => broughtAgain(kept, lost));
    await store.learn("heads", (heads = {}) => withoutLives(heads, lost));
    ring();
  }

  /** @param {string} text @returns {Promise<Outcome>} */
  async #look(text) {
    const kit = await store.known("kit");
    if (!kit) return { kind: "silence" };
    const holder = await prove(kit, text);
    if (!holder || holder.practice) return { kind: "problem", status: 400, code: holder ? "card-practice" : "card-forged", facts: {} };
    const due = blindDue(kit, holder, givenLines(await store.ofCard(holder.card)), Date.now());
    const halt = haltOf(kit, holder);
    if (due.length === 0 && halt) return { kind: "problem", status: 409, code: halt.reason, facts: { at: halt.since } };
    if (due.length === 0 && !holder.proven) return { kind: "problem", status: 404, code: "card-key-unknown", facts: {} };
    return { kind: "answer", status: 200, value: { household: null, label: "", members: [], day: kit.day, due, blind: true, since: (halt ?? blankSince(kit, holder))?.since ?? null } };
  }

  /** @param {import("../wire.js").Status} status */
  async #learn(status) {
    await this.#belongTo(status.site);
    noteOut(status.round === true);
    const heads = (await store.known("heads")) ?? {};
    const contradicted = contradicts(heads, status.receipt);
    if (contradicted || !this.trusted) await this.offerReceipts();
    if (!contradicted) await this.shown([status.receipt]);
    const kit = await store.known("kit");
    if (!kit || kit.day !== status.day || Math.abs(Date.now() - kit.at) > KIT_FRESH_MS) await this.#fetchKit();
    if (performance.now() - this.#forgot_at < FORGET_EVERY_MS) return;
    this.#forgot_at = performance.now();
    await store.drop((kept) => mayGo(kept, status.marks, Date.now()));
  }

  /** A tablet that was brought to another site knows nothing of that one; what it holds waits for its own. @param {string} code */
  async #belongTo(code) {
    const before = await store.known("site");
    if (before === code) return;
    await store.learn("site", () => code);
    if (before === undefined) return;
    await store.learn("heads", () => undefined);
    await store.learn("kit", () => undefined);
  }

  async #fetchKit() {
    const outcome = await this.api.readOffline();
    if (outcome.kind === "answer") await store.learn("kit", () => ({ ...outcome.value, at: Date.now() }));
  }
}
