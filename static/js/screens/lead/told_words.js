// @ts-check
/**
 * What the lead reads of the log and of the registry's word, in each language: only when a lead opens the place, so
 * it is no part of the kept catalogues. Imports the chosen language.
 */

import { language } from "../../words.js";

/** @typedef {{ WORDS: Readonly<Record<string, string>>, VERDICT: Readonly<Record<string, string>>, STATES: Readonly<Record<string, string>>, LIFE: Readonly<Record<string, readonly string[]>> }} Told */

/** @type {Told} */
const fa = {
  WORDS: {
    lifeTitle: "دفتر این محل تأیید می‌خواهد",
    lifeConfirm: "تأیید با رمز من",
    lifePin: "رمز شش‌رقمی شما",
    lifeRuns: "کمی صبر کنید؛ ثبت‌های جامانده را می‌گیریم",
    lifeOver: "تأیید شد؛ تحویل دوباره انجام می‌شود.",
    told: "پیام‌های سامانهٔ مرکزی",
    none: "سامانهٔ مرکزی پیامی برای این محل ندارد.",
    calm: "از هیچ خانواده‌ای چیزی پس گرفته نمی‌شود.",
    times: "{n} مورد",
    sites: "محل‌ها: {sites}",
  },
  VERDICT: {
    "withheld/unsupported_type": "مرکز این ثبت را هنوز نمی‌خواند",
    "withheld/schema": "این ثبت در مرکز خوانا نیست",
    "withheld/id_reuse": "شمارهٔ این ثبت تکراری است",
    "withheld/ref_missing": "یک برگشت، منتظر ثبت اصلی است",
    "withheld/repeated": "این ثبت یک بار شمرده شده است",
    withheld: "اثر این ثبت در مرکز نگه داشته شده",
    "case/overlap": "یک سهمیه در دو محل تحویل شده",
    "case/offline": "بدون خط، بیش از سهمیه تحویل شده",
    "case/override": "با تأیید مسئول بیشتر تحویل شده",
    case: "بیش از سهمیه تحویل شده",
    "refused/rule": "این طرح مرکز اینجا اجرا نمی‌شود",
    refused: "چیزی از مرکز اینجا پذیرفته نشد",
  },
  STATES: {
    open: "منتظر تصمیم مرکز",
    accepted: "مرکز پذیرفت",
    settled: "رسیدگی شد",
    error: "مرکز آن را اشتباه ثبت دانست",
  },
  LIFE: {
    "site-rolled-back": ["این محل با نسخه‌ای قدیمی کار می‌کند.", "تا تأیید شما چیزی تحویل نمی‌شود.", "ثبت‌های تبلت‌ها پس از تأیید برمی‌گردند."],
    "epoch-due": ["دفتر این محل جای دیگری ادامه دارد.", "اگر دستگاه را جابه‌جا کرده‌اید، تأیید کنید.", "وگرنه نخست با مرکز صحبت کنید."],
  },
};

/** @type {Told} */
const en = {
  WORDS: {
    lifeTitle: "The site's log asks for your word",
    lifeConfirm: "Confirm with my PIN",
    lifePin: "Your six digits",
    lifeRuns: "Please wait; missing rows are being fetched",
    lifeOver: "Confirmed; the site hands out again.",
    told: "What the registry says",
    none: "The registry has nothing to say here.",
    calm: "Nothing is claimed back from any family.",
    times: "{n} times",
    sites: "Sites: {sites}",
  },
  VERDICT: {
    "withheld/unsupported_type": "The registry cannot read this row yet",
    "withheld/schema": "The registry cannot read this row",
    "withheld/id_reuse": "This row's number is used twice",
    "withheld/ref_missing": "A return waits for its own row",
    "withheld/repeated": "This row was counted once already",
    withheld: "This row has no effect there",
    "case/overlap": "One share was given at two sites",
    "case/offline": "Without a line more was given",
    "case/override": "More was given by a lead's word",
    case: "More was given than the share",
    "refused/rule": "This scheme of the registry does not run here",
    refused: "Something from the registry was not accepted",
  },
  STATES: {
    open: "waits for the registry",
    accepted: "the registry accepts it",
    settled: "settled",
    error: "the registry calls it a slip",
  },
  LIFE: {
    "site-rolled-back": ["This site runs on an older copy.", "Nothing is handed out until you confirm.", "Afterwards the tablets bring their rows back."],
    "epoch-due": ["This site's log goes on elsewhere.", "Confirm if you moved the machine.", "If not, speak to the registry first."],
  },
};

export const { WORDS: SAID, VERDICT, STATES, LIFE } = language === "en" ? en : fa;
