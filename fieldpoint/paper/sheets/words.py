"""What codes of the log are called on a sheet: reasons, flags, ways that goods went. Imports core."""

import re
from typing import Final

from fieldpoint.core.spoken import MONTHS, in_digits

REASONS: Final = {
    "not-registered": "مشخصات ثبت نشده بود",
    "card-unknown": "کارت در این محل ثبت نبود",
    "card-revoked": "کارت فعال نبود",
    "card-blocked": "کارت چاپ تازه‌تری داشت",
    "suspended": "کارت موقتاً غیرفعال بود",
    "not-in-audience": "طرح شامل این کارت نمی‌شد",
    "not-at-this-site": "سهمیه در محل دیگری است",
    "before-window": "زمان طرح شروع نشده بود",
    "after-window": "مهلت طرح گذشته بود",
    "already-collected": "سهمیهٔ دوره پیش‌تر تحویل شده بود",
    "quantity-exceeded": "بیش از باقی‌مانده خواسته شد",
    "excluded-by-other": "سهمیهٔ مشابه تحویل شده بود",
    "site-cap-reached": "ظرفیت تکمیل بود",
    "out-of-stock": "موجودی تمام شده بود",
    "waiting": "هنوز زمان دریافت نرسیده بود",
    "collector-not-registered": "گیرنده ثبت نشده بود",
    "day-not-open": "روز باز نشده بود",
    "clock-suspect": "ساعت دستگاه تأیید نشده بود",
}
VOIDS: Final = {
    "undo": "همان‌جا برگردانده شد",
    "mistake": "اشتباه بود",
    "not-collected": "تحویل گرفته نشد",
    "given-back": "پس داده شد",
    "wrong-card": "کارت اشتباه بود",
    "other": "دلیل دیگر",
}
FLAGS: Final = {
    "after-the-fact": "پس از تحویل ثبت شد",
    "double": "دو بار تحویل شد",
    "day-unknown": "روز آن معلوم نیست",
    "id-reused": "شناسهٔ تکراری",
    "paper-again": "شمارهٔ کاغذ تکراری",
    "already-voided": "پیش‌تر لغو شده بود",
    "second-missing": "در انتظار نفر دوم",
    "quarantined": "در انتظار بررسی",
    "late": "برای روز بسته‌شده",
}
COUNT_REASONS: Final = {
    "spoiled": "خراب شده بود",
    "miscounted": "شمارش پیشین اشتباه بود",
    "not-recorded": "ثبت نشده بود",
    "found": "پیدا شد",
    "missing": "کم بود، علت نامعلوم",
}
FIRST_COUNT: Final = "نخستین شمارش"
STOCK_NUMBERS: Final = {
    "opening": "اول دوره",
    "received": "رسید",
    "arrived": "از محل‌ها",
    "handed": "تحویل",
    "voided": "لغو",
    "given_on": "داده‌شده",
    "spoiled": "خراب",
    "sent": "به محل‌ها",
    "mistaken": "رسید اشتباه",
    "difference": "اختلاف",
    "elsewhere": "بیرون گزارش",
    "closing": "آخر دوره",
}
NO_ORGANISATION: Final = "بدون نام نهاد"
_SEASONS: Final = ("بهار", "تابستان", "پاییز", "زمستان")
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_SEASON: Final = re.compile(r"(\d{4})-S([1-4])", re.ASCII)
_CYCLES: Final = (
    (re.compile(r"N(\d{4})-(\d\d)-(\d\d)", re.ASCII), "شب {0}/{1}/{2}"),
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII), "{0}/{1}/{2}"),
    (re.compile(r"(\d{4})-W0?(\d+)", re.ASCII), "هفتهٔ {1} سال {0}"),
    (re.compile(r"(\d{4})-H([12])", re.ASCII), "نیمهٔ {1} سال {0}"),
    (re.compile(r"Y(\d{4})-\d\d", re.ASCII), "سال {0}"),
    (re.compile(r"D(\d+)-\d{4}-(\d\d)-(\d\d)", re.ASCII), "{0} روز از {1}/{2}"),
    (re.compile(r"R-(.+)", re.ASCII), "مرحلهٔ {0}"),
    (re.compile("once"), "یک بار"),
)


def cycle_in_words(cycle: str) -> str:
    """A period's key such as 1405-09 as آذر ۱۴۰۵; one of a kind that is not known here as it is."""
    if month := _MONTH.fullmatch(cycle):
        return f"{MONTHS[int(month[2]) - 1]} {in_digits(month[1])}"
    if season := _SEASON.fullmatch(cycle):
        return f"{_SEASONS[int(season[2]) - 1]} {in_digits(season[1])}"
    for form, said in _CYCLES:
        if found := form.fullmatch(cycle):
            return in_digits(said.format(*found.groups()))
    return in_digits(cycle)
