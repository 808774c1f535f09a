// @ts-check
/**
 * Everything the page says, in Persian: one sentence for every code. Imports nothing.
 *
 * Sentences speak of the card or the programme, never of the person, in about eight words; a date or an
 * hour stands on a line of its own. The keys are the codes of the site's API; other languages become a
 * second catalogue with the same keys.
 */

/** @type {Readonly<Record<string, string>>} */
export const VERDICTS = {
  granted: "ثبت شد؛ لطفاً تحویل دهید",
  refused: "فعلاً امکان تحویل نیست",
  unknown: "هنوز تأیید نشده؛ لطفاً صبر کنید",
  stored: "روی تبلت ثبت شد؛ تحویل دهید",
  "unknown-card": "کارت شناخته نشد؛ مسئول محل را خبر کنید",
  practice: "تمرین است؛ چیزی تحویل ندهید",
};

/** @type {Readonly<Record<string, string>>} */
export const REASONS = {
  "not-registered": "مشخصات هنوز ثبت نشده؛ مسئول محل راهنمایی می‌کند",
  "card-unknown": "این کارت هنوز در این محل ثبت نیست",
  "card-revoked": "این کارت فعال نیست؛ مسئول محل کمک می‌کند",
  "card-blocked": "لطفاً چاپ تازهٔ همین کارت را نشان دهید",
  suspended: "کارت موقتاً غیرفعال است؛ مسئول محل راهنمایی می‌کند",
  "not-in-audience": "این طرح شامل این کارت نمی‌شود",
  "not-at-this-site": "این سهمیه در محل دیگری تحویل می‌شود",
  "before-window": "زمان این طرح هنوز شروع نشده است",
  "after-window": "مهلت این طرح به پایان رسیده است",
  "already-collected": "سهمیهٔ این دوره پیش‌تر تحویل شده است",
  "quantity-exceeded": "باقی‌مانده کمتر است؛ لطفاً تعداد را کم کنید",
  "excluded-by-other": "در این دوره سهمیهٔ مشابه تحویل شده است",
  "site-cap-reached": "ظرفیت امروز تکمیل شده است؛ پوزش می‌خواهیم",
  "out-of-stock": "موجودی این محل تمام شده؛ پوزش می‌خواهیم",
  waiting: "این سهمیه از تاریخ زیر قابل دریافت است",
  "collector-not-registered": "گیرنده ثبت نشده؛ مسئول محل تأیید می‌کند",
  "day-not-open": "توزیع امروز هنوز شروع نشده؛ کمی صبر کنید",
  "clock-suspect": "ساعت دستگاه باید تأیید شود؛ مشکل از ماست",
};

/** @type {Readonly<Record<string, string>>} */
export const ERRORS = {
  "body-malformed": "درخواست خوانده نشد؛ صفحه را دوباره باز کنید",
  "body-too-large": "این نوشته بیش از اندازه بلند است",
  "media-type-unsupported": "درخواست خوانده نشد؛ صفحه را دوباره باز کنید",
  "request-invalid": "درخواست پذیرفته نشد؛ مسئول محل را خبر کنید",
  "host-unknown": "نشانی درست نیست؛ پیوند چاپ‌شده را باز کنید",
  "route-unknown": "این بخش پیدا نشد؛ صفحه را دوباره باز کنید",
  "method-unknown": "این بخش پیدا نشد؛ صفحه را دوباره باز کنید",
  "session-missing": "این میز هنوز باز نشده است",
  "secret-wrong": "این پیوند دیگر معتبر نیست",
  "card-unknown": VERDICTS["unknown-card"] ?? "",
  "card-forged": VERDICTS["unknown-card"] ?? "",
  "card-revoked": REASONS["card-revoked"] ?? "",
  "card-key-unknown": VERDICTS["unknown-card"] ?? "",
  "programme-unknown": "این طرح در این محل فعال نیست",
  "member-unknown": "عضو پیدا نشد؛ کارت را دوباره نشان دهید",
  "override-not-allowed": "این تحویل تأییدپذیر نیست؛ دوباره بخواهید",
  "second-person-same": "نفر دوم باید کس دیگری باشد",
  "confirmation-not-awaited": "این تحویل منتظر تأیید نفر دوم نیست",
  "confirmation-late": "روز بسته شده؛ تأیید دیگر ممکن نیست",
  "event-id-reused": "شماره تکراری است؛ مسئول محل را خبر کنید",
  "handout-unknown": "این تحویل پیدا نشد؛ مسئول محل را خبر کنید",
  "case-unknown": "این مورد پیدا نشد؛ فهرست را تازه کنید",
  "void-needs-lead": "مهلت لغو گذشته؛ مسئول محل لغو می‌کند",
  "registry-not-enrolled": "این محل هنوز به سامانهٔ مرکزی وصل نیست",
  "push-running": "ارسال دیگری در جریان است؛ کمی صبر کنید",
  "clock-behind": "ساعت دستگاه عقب است؛ تاریخ را بررسی کنید",
  "day-invalid": "این تاریخ درست نیست؛ دوباره بررسی کنید",
  "day-not-open": "روز باز نیست؛ فهرست را تازه کنید",
  "handout-id-reused": "شمارهٔ تحویل تکراری است؛ مسئول محل را خبر کنید",
  "site-busy": "دستگاه محل شلوغ است؛ چند لحظه صبر کنید",
  "storage-failed": "ثبت ممکن نشد؛ مسئول محل را خبر کنید",
  "disk-full": "حافظه پر است؛ مسئول محل را خبر کنید",
  "disk-almost-full": "حافظه رو به پایان است؛ مسئول را خبر کنید",
  unexpected: "مشکلی پیش آمد؛ مسئول محل را خبر کنید",
  // The page's own, where there is no answer to read a code from.
  "no-answer": "پاسخی از دستگاه محل نرسید",
  "storage-missing": "این مرورگر چیزی نگه نمی‌دارد؛ مسئول را خبر کنید",
  "short-code-length": "کد کوتاه هشت حرف و رقم است",
};

/** The sentence of an error code; a code nobody foresaw gets the general one. @param {string} code */
export function errorSentence(code) {
  return (Object.hasOwn(ERRORS, code) ? ERRORS[code] : undefined) ?? ERRORS["unexpected"] ?? "";
}

/** The sentence of a refusal's reason. @param {string} reason */
export function reasonSentence(reason) {
  return (Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined) ?? VERDICTS["refused"] ?? "";
}

/** Labels and short words. */
export const WORDS = {
  anonymous: "کارت بی‌نام",
  woman: "زن",
  man: "مرد",
  girl: "دختر",
  boy: "پسر",
  person: "عضو",
  head: "سرپرست",
  people: "نفر",
  desk: "میز",
  elsewhere: "در محلی دیگر",
  from: "نوبت بعد:",
  showCard: "کارت را جلوی دوربین بگیرید",
  orShortCode: "یا کد کوتاه روی کارت را بنویسید",
  looking: "در حال خواندن کارت…",
  handOut: "تحویل",
  next: "بعدی",
  retry: "تلاش دوباره",
  shortCode: "کد کوتاه کارت",
  find: "جست‌وجو",
  less: "یکی کمتر",
  more: "یکی بیشتر",
  handOver: "تحویل دهید",
  notNow: "تحویل نشد",
  taken: "گرفته",
  nothingDue: "برای این کارت طرحی نیست",
  trying: "دوباره می‌پرسیم؛ تحویل دوبار ثبت نمی‌شود",
  due: "سهمیه‌های این کارت",
  camera: "دوربین",
  cameraStarting: "دوربین روشن می‌شود…",
  cameraDenied: "اجازهٔ دوربین داده نشده؛ کد کوتاه را بنویسید",
  cameraMissing: "دوربینی پیدا نشد؛ کد کوتاه را بنویسید",
  cameraBusy: "دوربین آماده نیست؛ کد کوتاه را بنویسید",
  decoderMissing: "خوانندهٔ کارت بار نشد؛ کد کوتاه را بنویسید",
  status: "وضعیت",
  dayClosed: "روز هنوز باز نشده",
  unsentNone: "همهٔ ردیف‌ها ارسال شده",
  unsent: "ردیف ارسال‌نشده",
  registryNone: "بدون سامانهٔ مرکزی",
  registryWaiting: "سامانهٔ مرکزی: در انتظار ارتباط",
  registryReached: "سامانهٔ مرکزی: وصل است",
  offline: "پاسخی از دستگاه محل نمی‌رسد",
  opening: "میز باز می‌شود…",
  lockedTitle: "این میز هنوز باز نشده است",
  lockedHelp: "پیوندی را که در پایانه چاپ شده است باز کنید.",
  lockedMore: "پیوند برای همین دستگاه است؛ آن را به کسی ندهید.",
  product: "میز خدمت",
};
