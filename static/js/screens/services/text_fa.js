// @ts-check
/** What the services say, in Persian. Sentences of nine words at most. Imports nothing; read it through `words.js`. */

/** @typedef {Readonly<Record<string, string>>} Words */

export const SAID = {
  card: "کارت",
  queue: "صف و شماره",
  sessions: "ویزیت و دوره",
  waiting: "در انتظار",
  reminders: "یادآوری",
  counts: "شمارش",
  scanHelp: "کارت را نشان دهید؛ خدمت‌هایش دیده می‌شود",
  anotherCard: "کارت دیگر",
  searchHelp: "یا خانوار را جست‌وجو کنید",
  searchGo: "جست‌وجو",
  household: "خانوار {label}",
  noCases: "هنوز خدمتی ثبت نشده است",
  noSessions: "نوبتی برنامه‌ریزی نشده است",
  noBooked: "هنوز کسی نوبت ندارد",
  noWaiting: "کسی در انتظار نیست",
  noReminders: "یادآوری نزدیکی نیست",
  noCounts: "این ماه هنوز خدمتی ثبت نشده است",
  begin: "خدمت تازه",
  which: "کدام خدمت",
  who: "برای چه کسی",
  slot: "شماره",
  slotAny: "نخستین شمارهٔ آزاد",
  placeKind: "معرفی به",
  followUp: "پیگیری",
  followNone: "بدون پیگیری",
  followIn: "{n} روز دیگر",
  record: "ثبت",
  beyond: "بیرون از ظرفیت ثبت شود",
  booked: "ثبت شد: شمارهٔ {number}",
  opened: "ثبت شد",
  number: "شمارهٔ صادرشده",
  numberHelp: "فقط در همین دستگاه می‌ماند؛ ارسال نمی‌شود.",
  file: "پرونده",
  back: "برگشت",
  backWhy: "چرا برمی‌گردد؟",
  backTo: "برگشت به «{step}»",
  since: "{n} روز",
  inAll: "از آغاز {n} روز",
  today: "امروز",
  doubled: "این شماره را کس دیگری هم دارد",
  beyondMark: "بیرون از ظرفیت",
  follow: "پیگیری {day}",
  undone: "پس گرفته شد",
  draw: "شمارهٔ تازه",
  callNext: "نفر بعد",
  again: "دوباره صدا بزن",
  away: "نیامد",
  done: "تمام",
  call: "صدا بزن",
  drawn: "شمارهٔ {number}",
  letter: "صف {queue}",
  waitingCount: "{n} در صف",
  nobodyCalled: "کسی صدا نشده است",
  hall: "نشانی نمایش سالن:",
  stateAway: "نیامده",
  plan: "برنامهٔ تازه",
  planKind: "چه چیزی",
  planDays: "روزها",
  planDaysHelp: "یک روز، یا چند روز با فاصله",
  planDoctor: "پزشک",
  planSubject: "موضوع",
  planRoom: "اتاق",
  planPlaces: "چند نفر",
  planQueue: "حرف صف",
  planFirst: "ساعت نخست (خالی: فقط شماره)",
  planEvery: "هر چند دقیقه",
  planned: "برنامه ثبت شد",
  sessionHeld: "{held} از {places}",
  room: "اتاق {n}",
  print: "چاپ فهرست",
  printTitle: "فهرست تماس",
  told: "گفته شد",
  tell: "گفتم",
  service: "خدمت",
  stage: "مرحله",
  count: "تعداد",
  middle: "انتظار میانه",
  longest: "بلندترین انتظار",
  minutes: "{n} دقیقه",
  days: "{n} روز",
  called: "صدا زده شد",
  reload: "تازه‌سازی",
};

/** @type {Words} */
export const STEPS = {
  booked: "نوبت دارد",
  seen: "ویزیت شد",
  "sent-on": "ارجاع شد",
  "no-show": "نیامد",
  documents: "مدارک",
  submitted: "فرستاده شد",
  issued: "شماره صادر شد",
  enrolled: "نام‌نویسی",
  attended: "حاضر شد",
  finished: "دوره را گذراند",
  left: "از دوره رفت",
  made: "معرفی شد",
  accepted: "پذیرفته شد",
  started: "آغاز کرد",
  ended: "پایان یافت",
  declined: "پذیرفته نشد",
  "not-reached": "پاسخی نبود",
  cancelled: "لغو شد",
};

/** @type {Words} */
export const DOCTORS = { general: "عمومی", dentist: "دندان‌پزشک", women: "زنان", children: "کودکان", eyes: "چشم", midwife: "ماما", counsellor: "مشاور", other: "دیگر" };
/** @type {Words} */
export const SUBJECTS = { sewing: "خیاطی", computer: "رایانه", cooking: "آشپزی", handicraft: "صنایع دستی", beauty: "آرایشگری", repair: "تعمیرات", literacy: "سوادآموزی", other: "دیگر" };
/** @type {Words} */
export const KINDS = { hospital: "بیمارستان", clinic: "درمانگاه", laboratory: "آزمایشگاه", pharmacy: "داروخانه", "health-centre": "خانهٔ سلامت", employer: "کارفرما", office: "اداره", helpline: "خط امداد" };
/** @type {Words} */
export const BECAUSE = { mistake: "اشتباه ثبت شد", "document-missing": "مدرکی کم است", "document-wrong": "مدرکی درست نیست", returned: "برگشت خورد", "wrong-person": "برای کس دیگری بود", "came-after-all": "با تأخیر آمد" };

/** Why there is no case. @type {Words} */
export const NOES = {
  "slot-taken": "این شماره را پیش‌تر کس دیگری گرفته است",
  "session-full": "همهٔ شماره‌های این نوبت پر است",
  "already-booked": "همین خدمت برای این عضو در جریان است",
};

/** @type {Words} */
export const ERRORS = {
  "service-unfit": "این خدمت این‌گونه پیش نمی‌رود؛ خانه‌ها را ببینید",
  "service-day-unfit": "این روز در برنامه نیست یا گذشته است",
  "service-session-unknown": "این نوبت پیدا نشد؛ فهرست را تازه کنید",
  "service-case-unknown": "این مورد پیدا نشد؛ فهرست را تازه کنید",
  "service-step-unfit": "این مورد جلوتر رفته؛ فهرست را تازه کنید",
  "queue-taken": "این حرف همان روز صف دیگری است",
  "queue-empty": "کسی در این صف منتظر نیست",
  "ticket-unknown": "این شماره پیدا نشد؛ صف را تازه کنید",
  "ticket-unfit": "این شماره دیگر منتظر نیست؛ صف را تازه کنید",
  "role-missing": "این کار با مسئول محل است",
};
