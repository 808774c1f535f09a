"""Words of synthetic lists (common names, public place names, nobody in particular), and how people misspell them.

Imports `core` only.
"""

from random import Random

from fieldpoint.core.national_id import is_national_id

WOMEN = (
    "زهرا", "فاطمه", "مریم", "معصومه", "سکینه", "رقیه", "لیلا", "سمیه", "نرگس", "پروین", "شهناز", "اعظم", "طاهره",
    "صدیقه", "هانیه", "سارا", "ستایش", "الهام", "نسرین", "مهناز", "زینب", "حدیث", "یگانه", "ریحانه", "کبری", "اکرم",
)  # fmt: skip
MEN = (
    "محمد", "علی", "حسین", "رضا", "مهدی", "حسن", "عباس", "احمد", "محمود", "اکبر", "ابراهیم", "جواد", "کاظم", "یوسف",
    "مرتضی", "امیرعلی", "ابوالفضل", "سجاد", "کیان", "پارسا", "صادق", "هادی", "یاسین", "قاسم", "محمدرضا", "سید جلال",
)  # fmt: skip
FAMILIES = (
    "احمدی", "محمدی", "حسینی", "رضایی", "کریمی", "مرادی", "جعفری", "صادقی", "یوسفی", "رحیمی", "نوری", "قاسمی",
    "اکبری", "کاظمی", "شریفی", "ملکی", "عبدی", "یعقوبی", "کاشانی", "تکلو", "موسوی", "هاشمی", "نیک‌پور", "حاجی‌زاده",
    "میرزایی", "سلیمی",
)  # fmt: skip
NEIGHBOURHOODS = (
    "آگاهی", "اسکندری", "امیریه", "انبار نفت", "جمالزاده", "جمهوری", "حر", "خرمشهر", "راه‌آهن", "شیخ هادی", "عباسی",
    "فروزش", "فلسطین", "قلمستان", "مخصوص", "منیریه", "هلال احمر",
)  # fmt: skip
HEADER = (
    "کد خانوار", "نام", "نام خانوادگی", "کد ملی", "تاریخ تولد", "جنسیت", "نسبت", "تلفن همراه", "محله", "برچسب",
    "توضیح",
)  # fmt: skip
NOTES = ("", "", "", "", "", 'معروف به "عمو"', "طبقه ۲, زنگ دوم", "پلاک ۱۲\nزنگ سوم")
FORMULAS = ('=HYPERLINK("http://127.0.0.1/","x")', "=1+1", "@SUM(1+1)", "-2+3", "+1+cmd", "＝1+1")
_SCRIPTS = tuple(str.maketrans("0123456789", digits) for digits in ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))
_ARABIC = str.maketrans("یک", "يك")


class Spelling:
    """Writes the same thing differently each time, as a row of offices and keyboards would."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def words(self, text: str) -> str:
        """Words as they are typed: Arabic letters, padding, spaces for joiners, a stretched or vowelled letter."""
        if self.chance(0.15):
            text = text.translate(_ARABIC)
        if self.chance(0.1):
            text = self._rng.choice(
                (f"  {text} ", f"{text}\u00a0", text.replace(" ", "  "), text.replace("\u200c", " "))
            )
        if self.chance(0.02):
            text = text[:1] + self._rng.choice(("\u0640" if text[:1] in "بسعفقمنهحجکكیي" else "", "\u064e")) + text[1:]
        return text

    def id_number(self, text: str) -> str:
        """An ID with its zeros eaten, its digits parted, or an apostrophe before it; a missing one as people put it."""
        if not text:
            return self._rng.choice(("", "", "", "-", "ندارد"))
        if len(text) == 10 and is_national_id(text):  # noqa: PLR2004
            if text[0] == "0" and self.chance(0.3):
                text = text.lstrip("0")
            elif self.chance(0.05):
                text = self._rng.choice((f"{text[:3]}-{text[3:9]}-{text[9]}", f" {text} ", f"'{text}"))
        return self.digits(text)

    def day(self, year: int, month: int, day: int) -> str:
        """A Jalali day in one of the orders and with one of the signs between."""
        text = self._rng.choice(
            (
                f"{year}/{month:02d}/{day:02d}",
                f"{year}/{month:02d}/{day:02d}",
                f"{year}/{month}/{day}",
                f"{year}-{month:02d}-{day:02d}",
                f"{year}.{month}.{day}",
                f"{year}{month:02d}{day:02d}",
                f"{day:02d}/{month:02d}/{year}",
            )
        )
        return self.digits(text)

    def phone(self, ten: str) -> str:
        """A mobile number, given by its ten digits."""
        if not ten:
            return ""
        spaced = f"{ten[:3]} {ten[3:6]} {ten[6:]}"
        forms = (f"0{ten}", f"0{ten}", ten, f"+98{ten}", f"0098{ten}", f"0{spaced}", f"+98 {spaced}")
        return self.digits(self._rng.choice(forms))

    def digits(self, text: str) -> str:
        """The same digits in one of three scripts."""
        return text.translate(self._rng.choice(_SCRIPTS))

    def chance(self, share: float) -> bool:
        """True so often."""
        return self._rng.random() < share
