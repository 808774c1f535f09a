"""What the officers' pages call roles, states and codes. Imports core, errors and nothing else."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code
from fieldpoint.registry.pages.city.list_words import LIST_FAILURES

ROLES: Final[Mapping[str, str]] = {
    "admin": "مدیر سامانه",
    "officer": "کارشناس نهاد",
    "auditor": "بازرس (فقط شمارش‌ها)",
}
# What a person is told when something could not be done; whatever has no sentence here gets the last one.
FAILURES: Final[Mapping[str, str]] = {
    Code.SESSION_MISSING: "دوباره وارد شوید؛ نشست پایان یافته است.",
    Code.ROLE_MISSING: "این کار با نقش شما انجام نمی‌شود.",
    Code.ROUTE_UNKNOWN: "چنین صفحه‌ای نیست.",
    Code.CAMPAIGN_UNKNOWN: "چنین پویشی در محل‌های شما نیست.",
    Code.METHOD_UNKNOWN: "چنین کاری در این صفحه نیست.",
    Code.HTTPS_NEEDED: "این صفحه فقط با https باز می‌شود.",
    Code.FORM_FOREIGN: "این درخواست از صفحهٔ سامانه نیامده است؛ صفحه را دوباره باز کنید.",
    Code.PASSWORD_WRONG: "نام یا گذرواژه درست نیست.",
    Code.PASSWORD_LOCKED: "چند بار گذرواژهٔ نادرست آمده است؛ {retry_after_s} ثانیهٔ دیگر تلاش کنید.",
    Code.PASSWORD_WEAK: "گذرواژه دست‌کم ۱۲ نویسه می‌خواهد؛ نه نام خودتان، نه یک ردیف ساده.",
    Code.PASSWORDS_DIFFER: "دو گذرواژه یکی نیستند؛ دوباره بنویسید.",
    Code.OFFICER_CODE_WRONG: "این کد درست نیست، استفاده شده یا یک روز از آن گذشته است.",
    Code.NAME_TAKEN: "کسی با این نام هست؛ یک واژه به نام بیفزایید.",
    Code.LAST_ADMIN: "این تنها مدیر سامانه است؛ نخست مدیر دیگری بیفزایید.",
    Code.OFFICER_UNKNOWN: "چنین همکاری در سامانه نیست.",
    Code.ORGANISATION_UNKNOWN: "چنین نهادی ثبت نشده است.",
    Code.SITE_UNKNOWN: "چنین محلی میان محل‌های شما نیست.",
    Code.CODE_TAKEN: "محلی با این کد هست.",
    Code.SITE_KEY_UNKNOWN: "چنین کلیدی نیست.",
    Code.KEY_ENDED: "این کلید پیش‌تر پایان یافته است.",
    Code.EPOCH_UNKNOWN: "چنین زندگی‌ای در دفتر این محل نیست.",
    Code.EPOCH_ENDED: "این زندگی پیش‌تر پایان یافته است.",
    Code.BATCH_UNKNOWN: "چنین بسته‌ای در انتظار نیست.",
    Code.DONOR_UNKNOWN: "چنین خیّری میان محل‌های شما نیست.",
    Code.QUARTER_OPEN: "این فصل تمام نشده است؛ برگ پس از پایان فصل آماده می‌شود.",
    Code.REPORT_UNKNOWN: "چنین گزارشی ثبت نشده است.",
    Code.PERIOD_INVALID: "گزارش از یک ماه یا یک فصل است؛ یکی را از فهرست برگزینید.",
    Code.SEAL_UNREADABLE: "این نه متن کد QR برگ روز است، نه ده نویسه‌اش با روز آن.",
    Code.CASE_UNKNOWN: "چنین موردی میان محل‌های شما نیست.",
    Code.WAYBILL_UNKNOWN: "چنین بارنامه‌ای میان محل‌های شما باز نیست.",
    Code.CARD_FORGED: "این متن کد کارت نیست.",
    Code.CHAIN_BROKEN: "زنجیرهٔ دفتر تصمیم‌ها درست نیست؛ ردیف {seq}. به مدیر فنی خبر دهید.",
    Code.SITE_BUSY: "درخواست‌ها زیاد است؛ کمی بعد دوباره تلاش کنید.",
    Code.TOO_FAST: "درخواست‌ها پشت سر هم است؛ کمی صبر کنید.",
    Code.SETTINGS_INVALID: "یکی از خانه‌ها درست پر نشده است.",
    Code.REQUEST_INVALID: "یکی از خانه‌ها درست پر نشده است.",
    Code.BODY_MALFORMED: "آنچه فرستاده شد خوانا نیست؛ صفحه را دوباره باز کنید.",
    Code.REGISTRY_DATABASE_AWAY: "پایگاه داده پاسخ نمی‌دهد؛ چیزی از دست نرفته است، کمی بعد تلاش کنید.",
    **LIST_FAILURES,
    Code.DISK_FULL: "جای دیسک پر است؛ چیزی از دست نرفته است.",
}
FAILED: Final = "انجام نشد؛ اگر باز هم پیش آمد به مدیر سامانه بگویید."
CASE_KINDS: Final[Mapping[str, str]] = {
    "overlap": "دو محل برای یک سهمیه",
    "offline": "ثبت بی‌شبکه",
    "override": "تحویل با تأیید مسئول محل",
}
CASE_STATES: Final[Mapping[str, str]] = {
    "open": "باز",
    "accepted": "پذیرفته",
    "settled": "حل‌شده",
    "error": "خطای ثبت",
}
REASONS: Final[Mapping[str, str]] = {
    "unsupported_type": "نوعی که این نسخه نمی‌شناسد",
    "schema": "شکل ردیف درست نیست",
    "unknown_hh": "خانوار ناشناخته",
    "unknown_prog": "طرح ناشناخته",
    "id_reuse": "شناسه پیش‌تر برای ردیف دیگری آمده",
    "repeated": "همین ردیف در زندگی دیگری هست",
    "ref_missing": "منتظر ردیفی که لغو می‌کند",
    "too_big": "ردیف بزرگ‌تر از اندازه",
    "bad_ref_scope": "لغو ردیف محلی دیگر",
}
ACTS: Final[Mapping[str, str]] = {
    "site.enrol-code": "کد پیوستن ساخت",
    "site.save": "نام و نهاد محل را ثبت کرد",
    "site.stop": "محل را متوقف کرد",
    "key.retire": "کلید را بازنشسته کرد",
    "key.compromise": "کلید را باطل کرد",
    "batch.release": "بسته را پذیرفت",
    "batch.reject": "بسته را کنار گذاشت",
    "row.reprocess": "ردیف‌ها را دوباره خواند",
    "case.decide": "دربارهٔ هم‌پوشانی تصمیم گرفت",
    "epoch.retire": "یک زندگی دفتر را پایان داد",
    "officer.add": "همکار افزود",
    "officer.code": "کد تازه داد",
    "officer.password": "گذرواژه گذاشت",
    "officer.revoke": "دسترسی را پایان داد",
    "officer.key": "کلید برنامه ساخت",
    "officer.key-end": "کلید برنامه را پایان داد",
    "officer.sign-in": "وارد شد",
    "officer.sign-in-wrong": "گذرواژهٔ نادرست",
    "officer.sign-out": "خارج شد",
    "organisation.save": "نهاد را ثبت کرد",
    "taken.ask": "پرسید گرفته شده یا نه",
    "waybill.decide": "دربارهٔ بارنامه تصمیم گرفت",
    "donor.name": "نام خیّری را ثبت کرد",
    "report.save": "گزارش اقدامات را نوشت",
    "resolution.save": "مصوبه‌ای را ثبت کرد",
    "campaign.close": "پویش را پایان داد",
    "campaign.set": "پویشی را به محل‌ها سپرد",
}
# What was just done, as the next page says it on top; the key stands in the address.
DONE: Final[Mapping[str, str]] = {
    "out": "از سامانه خارج شدید.",
    "assigned": "به محل سپرده شد؛ با ارسال بعدی خبر می‌گیرد.",
    "taken-back": "از محل پس گرفته شد.",
    "places": "جای محله‌ها ثبت شد.",
    "list-left": "کنار گذاشته شد؛ چیزی ثبت نشد.",
    "chosen": "گذرواژه ثبت شد؛ اکنون با آن وارد شوید.",
    "saved": "ثبت شد.",
    "stopped": "محل متوقف شد؛ برای کار دوباره کد تازه بسازید.",
    "not-stopped": "کد محل درست نوشته نشد؛ چیزی عوض نشد.",
    "key-ended": "کلید پایان یافت.",
    "life-ended": "این زندگی دفتر پایان یافت.",
    "reread": "ردیف‌ها دوباره خوانده شدند و برخی اکنون شمرده می‌شوند.",
    "reread-none": "ردیف‌ها دوباره خوانده شدند؛ چیزی عوض نشد.",
    "released": "بسته پذیرفته شد.",
    "rejected": "بسته کنار ماند.",
    "beside-still": "تاریخچهٔ دیگری است و کنار می‌ماند.",
    "decided": "تصمیم ثبت شد.",
    "revoked": "دسترسی پایان یافت.",
    "campaign-closed": "پویش پایان یافت و گزارش آن مهر شد.",
    "campaign-not-closed": "کد پویش درست نوشته نشد؛ چیزی عوض نشد.",
}
WAYBILL_STATES: Final[Mapping[str, str]] = {
    "open": "در راه",
    "differs": "ناهم‌خوان",
    "unsent": "رسیده، بی‌فرستنده",
    "decided": "تصمیم‌گرفته",
    "settled": "رسیده",
}
VERDICTS: Final[Mapping[str, str]] = {
    "lost": "در راه گم شد",
    "miscounted": "شمارش اشتباه بود",
    "accepted": "پذیرفتنی است",
}
