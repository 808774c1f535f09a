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
# What was just done, as the next page says it on top; the key stands in the address.
DONE: Final[Mapping[str, str]] = {
    "out": "از سامانه خارج شدید.",
    "assigned": "به محل سپرده شد؛ با ارسال بعدی خبر می‌گیرد.",
    "taken-back": "از محل پس گرفته شد.",
    "places": "جای محله‌ها ثبت شد.",
    "list-left": "کنار گذاشته شد؛ چیزی ثبت نشد.",
    "chosen": "گذرواژه ثبت شد؛ اکنون با آن وارد شوید.",
}
