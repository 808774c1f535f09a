// @ts-check
/** What the lead's list calls the rows of the work, in Persian: each kind of core/work/kinds.py. Imports nothing. */

/** @typedef {Readonly<Record<string, string>>} Words */

/** @type {Words} */
export const WORK = {
  "stock.receipt": "کالا رسید",
  "stock.waybill": "کالا با بارنامه رسید",
  "stock.count": "موجودی شمارش شد",
  "stock.count-undone": "شمارش پس گرفته شد",
  "stock.back": "خروج کالا پس گرفته شد",
  "stock.leftover": "شمارش آزاد",
  "stock.given-on": "کالا به دیگری داده شد",
  "stock.spoiled": "کالا خراب شده بود",
  "stock.sent": "کالا به محل دیگری رفت",
  "stock.mistake": "رسید اشتباه پس گرفته شد",
  "waybill.again": "بارنامه دوباره وارد شد؛ موجودی عوض نشد",
  "lot.gift": "پارتی به اهدایی وصل شد",
  "donor.set": "خیّر ثبت شد",
  "gift.promised": "قول اهدایی ثبت شد",
  "gift.came": "اهدایی بی‌خبر رسید",
  "gift.complete": "اهدایی کامل شد",
  "gift.delivery": "اهدایی رسید",
  "gift.withdraw": "خیّر از اهدایی گذشت",
  "campaign.open": "پویش آغاز شد",
  "campaign.event": "چادر پویش برپا شد",
  "campaign.event-off": "برنامهٔ چادر پاک شد",
  "campaign.close": "پویش بسته شد",
  "shelter.layout": "چیدمان تخت‌ها عوض شد",
  "bed.stay": "تخت داده شد",
  "bed.floor": "جای زمینی داده شد",
  "bed.out": "بیرون رفت؛ جا محفوظ است",
  "bed.back": "برگشت",
  "bed.left": "رفت؛ جا آزاد شد",
  "bed.undone": "پذیرش پس گرفته شد",
  "bed.hold": "تخت نگه داشته شد",
  "bed.free": "تخت آزاد شد",
  "cold.on": "شب سرد آغاز شد",
  "cold.off": "شب سرد پایان یافت",
  "service.session": "نوبت یا دوره برنامه‌ریزی شد",
  "service.booked": "نوبت داده شد",
  "service.seen": "ویزیت شد",
  "service.sent-on": "به جای دیگری ارجاع شد",
  "service.no-show": "به نوبت نیامد",
  "service.documents": "مدارک گرفته شد",
  "service.submitted": "مدارک فرستاده شد",
  "service.issued": "شماره صادر شد",
  "service.enrolled": "در دوره نام‌نویسی شد",
  "service.attended": "در دوره حاضر شد",
  "service.finished": "دوره را گذراند",
  "service.left": "از دوره رفت",
  "service.made": "معرفی شد",
  "service.accepted": "معرفی پذیرفته شد",
  "service.started": "کار آغاز شد",
  "service.ended": "پیگیری پایان یافت",
  "service.declined": "معرفی پذیرفته نشد",
  "service.not-reached": "پاسخی نبود",
  "service.cancelled": "لغو شد",
  "service.back": "یک مرحله برگشت",
  "service.refusal": "نوبت داده نشد",
  "service.told": "یادآوری گفته شد",
  "ticket.issue": "شماره گرفته شد",
  "ticket.call": "شماره صدا زده شد",
  "ticket.again": "شماره دوباره صدا زده شد",
  "ticket.away": "کسی با این شماره نیامد",
  "ticket.done": "کار شماره تمام شد",
  "round.out": "دور خانه‌ها آماده شد",
  "round.back": "دور خانه‌ها برگشت",
  "round.ended": "مسئول به دور پایان داد",
};

/** What is counted, where it is no item. @type {Words} */
export const UNITS = {
  "shelter.layout": "تخت",
  "service.session": "نفر",
  "round.out": "خانه",
  "round.back": "خانه",
};

/** What came that is no goods. @type {Words} */
export const ABOUT = {
  "money": "وجه نقد",
  "service": "خدمت",
  "place": "مکان",
  "piece": "تکهٔ پازل",
};

/** Why there is no slot. @type {Words} */
export const NOES = {
  "slot-taken": "این شماره را کس دیگری داشت",
  "session-full": "همهٔ شماره‌ها پر بود",
  "already-booked": "همین خدمت در جریان بود",
};

/** Where somebody sat who used no tablet. */
export const TERMINAL = "رایانهٔ محل";
