"""How contributions are said in Persian on paper and on the registry's pages. Imports `core`."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.core.gifts.rows import DonorKind, GiftEnd, GiftKind, WithdrawReason
from fieldpoint.core.spoken import in_digits

NOBODY_KNOWN: Final = "خیّر گمنام"
UNKNOWN_ORIGIN: Final = "خیّر گمنام و منشأ نامعلوم"
NOWHERE_KNOWN: Final = "محلهٔ نامعلوم"
HOUSEHOLDS: Final = "خانوارها"
DONOR_KINDS: Final[Mapping[DonorKind, str]] = {"natural": "حقیقی", "legal": "حقوقی", "group": "گروه"}
KINDS: Final[Mapping[GiftKind, str]] = {
    "goods": "کالا",
    "money": "وجه نقد (ریال)",
    "service": "خدمت",
    "place": "مکان",
    "piece": "قطعهٔ پازل همدلی",
}
# Where it ended when no household took it.
ENDS: Final[Mapping[GiftEnd, str]] = {
    "site": "هزینه‌های محل توزیع",
    "equipment": "تجهیزات",
    "transport": "حمل و نقل",
    "rent": "اجاره و مکان",
    "event": "برگزاری مراسم",
    "training": "آموزش",
    "other": "مصرف دیگر",
}
WITHDRAWN: Final[Mapping[WithdrawReason, str]] = {
    "donor": "به خواست خیّر",
    "unfit": "مناسب نبود",
    "too-late": "دیر رسید",
    "mistake": "ثبت نادرست",
}
# Goods that no programme hands out, so that none of them is called by its code alone (the page has the same list).
ITEMS: Final[Mapping[str, str]] = {
    "rial": "وجه نقد (ریال)",
    "piece": "قطعهٔ پازل همدلی",
    "rice": "برنج",
    "oil": "روغن",
    "blanket": "پتو",
    "heater": "بخاری",
    "wheelchair": "ویلچر",
    "clothes": "پوشاک",
    "stationery-kit": "بستهٔ نوشت‌افزار",
    "medicine": "دارو",
    "doctor-hours": "ساعت ویزیت پزشک",
    "teaching-hours": "ساعت آموزش",
    "transport-trips": "سفر حمل بار",
    "repair-hours": "ساعت تعمیر",
    "hall": "سالن",
    "shop": "مغازه یا انبار",
    "house": "خانه",
}
_NOT_SAID: Final = "هنوز گفته نشده"
_SEASONS: Final = ("بهار", "تابستان", "پاییز", "زمستان")


def item_said(item: str, titles: Mapping[str, str]) -> str:
    """What an item is called: by its programme, by our own list, else by its code."""
    return titles.get(item) or ITEMS.get(item) or item


def end_said(kind: GiftKind, end: GiftEnd | None, withdrawn: WithdrawReason | None = None) -> str:
    """For whom or what a contribution is, said plainly; and that it was withdrawn."""
    where = ENDS[end] if end else HOUSEHOLDS if kind in ("goods", "piece") else _NOT_SAID
    return f"{where} (پس گرفته شد)" if withdrawn else where


def quarter_said(quarter: str) -> str:
    """A quarter as people say it, such as پاییز ۱۴۰۵."""
    year, _, number = quarter.partition("-S")
    return f"{_SEASONS[int(number) - 1]} {in_digits(year)}"


def number_said(number: int) -> str:
    """A number in Persian digits, by thousands."""
    return in_digits(f"{number:,}".replace(",", "٬"))


def more_said(more: bool) -> str:  # noqa: FBT001  the one thing that is said
    """What is said in place of numbers that would tell of few families; nothing where there are none."""
    return "به محله‌های دیگر هم رسید؛ شمار خانوارهای اندک گفته نمی‌شود." if more else ""
