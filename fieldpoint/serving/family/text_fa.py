"""The family's pages in Persian, which work without JavaScript (twin of static/js/text_fa.js)."""

from typing import Final

from fieldpoint.core.names import Day
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.spoken import in_digits, in_words
from fieldpoint.serving.family.words import Words


def _from_day(day: Day, hour: str | None) -> str:
    return f"از {in_words(day)}" + (f"، ساعت {in_digits(hour)}" if hour else "")


FA: Final = Words(
    lang="fa",
    name="فارسی",
    direction="rtl",
    card="کارت خانوار",
    left="باقی‌مانده برای شما",
    service="خدمت",
    unknown="کارت شناخته نشد",
    no_card="این نشانی کارت فعالی را نشان نمی‌دهد؛ مسئول محل راهنمایی می‌کند",
    nothing="امروز چیزی برای این کارت ثبت نشده است.",
    not_now="فعلاً امکان تحویل نیست",
    cleared="صفحه پاک شد",
    show_card="برای دیدن دوباره، کارت را نشان دهید.",
    clears="این صفحه پس از ۲۰ ثانیه پاک می‌شود.",
    slow_down="کمی صبر کنید و دوباره کارت را نشان دهید.",
    help="پرسش یا گم‌شدن کارت: مسئول محل کمک می‌کند.",
    larger="نوشتهٔ درشت‌تر",
    smaller="نوشتهٔ معمولی",
    scan="کارت را جلوی دستگاه بگیرید",
    photo="دیدن کارت با عکس",
    photo_take="گرفتن عکس کارت",
    photo_stays="عکس روی همین دستگاه می‌ماند و فرستاده نمی‌شود.",
    photo_reading="عکس خوانده می‌شود…",
    photo_empty="کارتی در عکس پیدا نشد؛ نزدیک‌تر بگیرید",
    photo_script="این صفحه به جاوااسکریپت نیاز دارد.",
    look="ببینید",
    reasons={
        Reason.ALREADY_COLLECTED: "سهمیهٔ این دوره تحویل شده است",
        Reason.EXCLUDED_BY_OTHER: "در این دوره سهمیهٔ مشابه تحویل شده است",
        Reason.NOT_REGISTERED: "مشخصات هنوز ثبت نشده؛ مسئول محل راهنمایی می‌کند",
        Reason.CARD_REVOKED: "این کارت فعال نیست؛ مسئول محل کمک می‌کند",
        Reason.CARD_BLOCKED: "لطفاً چاپ تازهٔ همین کارت را نشان دهید",
        Reason.SUSPENDED: "کارت موقتاً غیرفعال است؛ مسئول محل راهنمایی می‌کند",
        Reason.BEFORE_WINDOW: "زمان این طرح هنوز شروع نشده است",
        Reason.AFTER_WINDOW: "مهلت این طرح به پایان رسیده است",
        Reason.WAITING: "این سهمیه از تاریخ زیر قابل دریافت است",
        Reason.SITE_CAP_REACHED: "ظرفیت امروز تکمیل شده است؛ پوزش می‌خواهیم",
        Reason.OUT_OF_STOCK: "موجودی این محل تمام شده؛ پوزش می‌خواهیم",
        Reason.DAY_NOT_OPEN: "توزیع امروز هنوز شروع نشده؛ کمی صبر کنید",
    },
    kept="موجودی تمام شد؛ سهمیهٔ شما محفوظ است",
    day=in_words,
    from_day=_from_day,
    until_day=lambda day: f"تا {in_words(day)}",
    number=in_digits,
)
