// @ts-check
/**
 * What is said in Persian when a household is registered, changed or merged (see text_fa.js).
 *
 * Pure; imports nothing.
 */

/** Failures of the register. @type {Readonly<Record<string, string>>} */
export const REGISTER_ERRORS = {
  "household-unknown": "این خانوار در این محل ثبت نیست",
  "household-invalid": "مشخصات خانوار کامل نیست؛ دوباره ببینید",
  "household-changed": "این خانوار همین حالا تغییر کرد؛ تازه کنید",
  "household-likely-known": "شاید این خانوار پیش‌تر ثبت شده؛ مقایسه کنید",
  "code-taken": "این کد از آنِ خانوار دیگری است",
  "merge-invalid": "این دو خانوار یکی نمی‌شوند؛ دوباره ببینید",
  "merge-unknown": "این ادغام پیدا نشد یا برگشته است",
  "merge-not-last": "اول ادغام تازه‌تر همین خانوار را برگردانید",
  "card-practice": "این کارت تمرینی است؛ چیزی تحویل ندهید",
  "practice-switched": "حالت تمرین تغییر کرد؛ چیزی ثبت نشد",
};

/** What is wrong with a field of a draft, or odd about it. @type {Readonly<Record<string, string>>} */
export const REGISTER_REMARKS = {
  "name-missing": "نام یا نام خانوادگی را بنویسید",
  "head-missing": "سرپرست خانوار را مشخص کنید",
  "head-twice": "تنها یک نفر سرپرست خانوار است",
  "members-missing": "دست‌کم یک نفر بماند و یکی برود",
  "born-unread": "تاریخ تولد خوانده نشد",
  "born-in-future": "تاریخ تولد هنوز نرسیده است",
  "born-long-ago": "این تاریخ تولد خیلی دور است",
  "phone-unread": "شمارهٔ تلفن خوانده نشد",
  "code-taken": "این کد از آنِ خانوار دیگری است",
  "id-missing": "شناسه نوشته نشده است",
  "id-invalid": "کد ملی درست نیست؛ دوباره بخوانید",
  "same-id-twice": "این شناسه برای دو نفر نوشته شده",
};
