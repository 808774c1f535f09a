"""Numbers and Jalali days as people say them in Persian."""

from typing import Final

MONTHS: Final = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_DIGITS: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def in_digits(value: int | str) -> str:
    """A number in Persian digits."""
    return str(value).translate(_DIGITS)


def grouped(number: int) -> str:
    """A number in Persian digits, its thousands parted."""
    return in_digits(f"{number:,}").replace(",", "٬")


def signed(number: int) -> str:
    """A number that says which way it is, such as −۳; a dash for none.

    It stands in marks of direction, else a browser puts the sign behind it.
    """
    return f"\u2066{'+' if number > 0 else '−'}{grouped(abs(number))}\u2069" if number else "–"


def in_name(text: str) -> str:
    """A name with Persian digits; a code in Latin letters stays as it is, else it would run the wrong way."""
    return text if any(char.isascii() and char.isalpha() for char in text) else in_digits(text)


def in_words(day: str) -> str:
    """A Jalali day such as 1405-09-01 as ۱ آذر ۱۴۰۵."""
    return f"{in_digits(int(day[8:]))} {MONTHS[int(day[5:7]) - 1]} {in_digits(day[:4])}"
