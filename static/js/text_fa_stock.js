// @ts-check
/**
 * What is said of the stock, in Persian. It comes with the stock's screens and is no part of the shell.
 * Pure; imports nothing. Read it through `screens/stock/words.js`.
 */

/** @type {Readonly<Record<string, string>>} */
export const STOCK_ERRORS = {
  "stock-unknown": "موجودی این قلم شمرده نمی‌شود؛ اول بشمارید",
  "lot-unknown": "این کار انبار پیدا نشد؛ دوباره ببینید",
  "lot-empty": "همهٔ این رسید تحویل شده؛ موجودی را بشمارید",
  "count-differs": "شمارش با دفتر فرق دارد؛ دلیلش را بگویید",
  "waybill-known": "این بارنامه پیش‌تر ثبت شده؛ موجودی عوض نشد",
  "waybill-missing": "محل دیگر و شمارهٔ بارنامه با هم لازم است",
  "stock-undone": "این کار پیش‌تر برگردانده شده است",
  "stock-counted-since": "پس از آن شمرده شده؛ دوباره بشمارید",
  "request-invalid": "کد محل یا شمارهٔ بارنامه درست نیست",
};

/** Why a count differs. @type {Readonly<Record<string, string>>} */
export const COUNT_REASONS = {
  missing: "کم است و علتش روشن نیست",
  spoiled: "خراب شده بود",
  "not-recorded": "ثبت نشده بود",
  miscounted: "شمارش پیشین اشتباه بود",
  found: "پیدا شد",
};

/** How goods leave without a card. @type {Readonly<Record<string, string>>} */
export const OUT_REASONS = {
  spoiled: "خراب شد",
  "given-on": "به دیگری داده شد",
  sent: "به محل دیگر رفت",
  leftover: "آزاد داده شد",
  mistake: "رسید اشتباه بود",
};

/** @type {Readonly<Record<string, string>>} */
export const STOCK_WORDS = {
  none: "هیچ طرحی اینجا از انبار برنمی‌دارد",
  uncounted: "هنوز شمرده نمی‌شود",
  uncountedHelp: "با اولین رسید یا شمارش آغاز می‌شود.",
  owed: "{n} بیش از موجودی تحویل شده؛ بشمارید",
  need: "{households} خانوار هنوز {quantity} {unit} سهم دارند",
  needNone: "در این دوره سهمی نمانده است",
  short: "{n} {unit} کم است",
  enough: "برای همه کافی است",
  needWait: "خانوارهای این دوره شمرده می‌شوند…",
  lots: "پارتی‌ها؛ اول قدیمی‌ترین",
  lot: "{left} از {all}",
  noLots: "پارتی‌ای نمانده است",
  noDay: "پیش از نخستین روز",
  receive: "رسید",
  issue: "حواله",
  count: "شمارش",
  quantity: "تعداد",
  counted: "چند تا شمردید",
  receivedFrom: "از کجا",
  fromOutside: "خرید یا هدیه",
  fromSite: "محل دیگر",
  site: "کد محل دیگر",
  waybill: "شمارهٔ بارنامه",
  issueWhy: "چرا رفت",
  save: "ثبت شود",
  quantityWrong: "تعداد را با رقم بنویسید",
  paperWrong: "کد محل و شمارهٔ بارنامه را بنویسید",
  differs: "دفتر {expected} می‌گوید و {counted} شمردید",
  whyDiffers: "چرا فرق دارد",
  chooseWhy: "دلیل را انتخاب کنید",
  receivedDone: "{n} {unit} رسید؛ موجودی {balance}",
  issuedDone: "{n} {unit} رفت؛ موجودی {balance}",
  countedDone: "شمارش ثبت شد؛ موجودی {balance}",
  undone: "برگردانده شد؛ موجودی {balance}",
  acts: "کارهای امروز انبار",
  actsNone: "امروز کاری در انبار نشده است",
  actReceipt: "{n} {unit} رسید",
  actIssue: "{n} {unit} رفت",
  actCount: "{n} شمرده شد؛ دفتر {expected} بود",
  actUndoing: "برگردانده شد",
  actUndone: "برگشت خورده",
  fromPeer: "از {site}، بارنامهٔ {waybill}",
  toPeer: "به {site}، بارنامهٔ {waybill}",
  openTitle: "موجودی اول روز",
  openHelp: "آنچه هست را ببینید و درست کنید.",
  closeTitle: "موجودی آخر روز",
  closeHelp: "بشمارید؛ خالی یعنی شمرده نشد.",
  shouldBe: "باید {n} باشد",
  opening: "اول روز",
  received: "رسید",
  arrived: "از محل‌ها",
  elsewhere: "بیرون گزارش",
  handed: "تحویل",
  givenOn: "داده‌شده",
  spoiled: "خراب",
  sent: "فرستاده",
  mistaken: "رسید اشتباه",
  difference: "اختلاف",
  closing: "مانده",
  item: "قلم",
  notCounted: "شمرده نشد",
  agrees: "درست است",
  whyNeeded: "برای {item} دلیل اختلاف را انتخاب کنید",
  numberWrong: "شمارش {item} را با رقم بنویسید",
};
