// @ts-check
/** What the lead's search says, and why two records may be one, in Persian. Imports nothing; read it through `words.js`. */

/** Why two records look like one. @type {Readonly<Record<string, string>>} */
export const LIKENESS = {
  "same-id": "شناسه یکی است",
  "id-one-slip": "شناسه یک رقم فرق دارد",
  "same-name": "نام و نام خانوادگی یکی است",
  "name-alike": "نام‌ها نزدیک به هم است",
  nickname: "نام خودمانی همان نام است",
  "swapped-names": "نام و نام خانوادگی جابه‌جا شده",
  "same-birth-date": "تاریخ تولد یکی است",
  "birth-date-alike": "تاریخ تولد نزدیک است",
  "same-birth-year": "سال تولد یکی است",
  "same-phone": "تلفن یکی است",
  "same-neighbourhood": "محله یکی است",
  "same-people": "چند عضو به هم می‌خورند",
};

export const SEARCH_WORDS = {
  leadSearch: "جست‌وجو",
  searchLabel: "نام، پایان شماره تلفن، شناسه، کد خانوار یا کد کارت",
  searchHint: "هر جست‌وجو ثبت می‌شود؛ نوشته‌اش نه.",
  searchGo: "جست‌وجو",
  searchNone: "خانواری پیدا نشد.",
  searchCount: "{n} خانوار پیدا شد.",
  searchMore: "باز هم هست؛ کامل‌تر بنویسید.",
  searchLeft: "در این ساعت {n} جست‌وجوی دیگر می‌شود.",
  searchBack: "بازگشت به جست‌وجو",
  doneSearch: "جست‌وجو",
  nameless: "بدون نام",
  householdCode: "کد {code}",
  peopleCount: "{n} نفر",
  idEnd: "دو رقم آخر شناسه: {end}",
  cardGood: "کارت فعال",
  cardSuspended: "کارت موقتاً غیرفعال",
  cardRevoked: "کارت غیرفعال",
  cardNone: "بدون کارت",
  householdDue: "سهمیهٔ امروز",
  householdDueHelp: "فقط برای دیدن؛ تحویل با کارت است.",
};
