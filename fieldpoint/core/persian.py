"""Persian as people type it: one spelling for letters, digits, spaces, words and telephone numbers.

Everything from outside passes here once, at the edge, so that nothing inside compares two spellings.
`clean` gives the form that is stored and shown, `fold` the form that is compared, `prose` what is printed as it was
written.

Imports the standard library only.
"""

import re
import unicodedata
from functools import lru_cache

_ZWNJ = "\u200c"
# Arabic keyboards and old exports write these for the Persian letter beside them.
_ONE_LETTER = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ۍ": "ی", "ك": "ک", "ڪ": "ک", "ګ": "گ",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه", "ٱ": "ا",
}  # fmt: skip
_INVISIBLE = (
    "\u00ad\u034f\u061c\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_TATWEEL = "\u0640"
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
_TO_PERSIAN = str.maketrans({**_ONE_LETTER, **_DIGITS, **dict.fromkeys(_INVISIBLE + _TATWEEL)})
_TO_ASCII_DIGITS = str.maketrans(_DIGITS)
_SAME_SOUND = str.maketrans({"آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ء": None, _ZWNJ: None, " ": None})

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_ZWNJS = re.compile(f"{_ZWNJ}{_ZWNJ}+")
# A joiner belongs between two letters; beside a space or at an end it is a slip of the finger.
_STRAY_ZWNJ = re.compile(f"(?<![^\\W\\d_]){_ZWNJ}|{_ZWNJ}(?![^\\W\\d_])")
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"\D")
_PHONE_SHAPE = re.compile(r"\+?[\d\s()./-]+")


def clean(text: str) -> str:
    """The text in one spelling, with Latin digits and single spaces; cleaning it again changes nothing."""
    if text and text[-1].isdecimal():
        # Numbers hardly ever come twice, and would push the words out of the cache.
        number = text if text.isascii() else text.translate(_TO_ASCII_DIGITS)
        if (number.isascii() and number.isalnum()) or _PLAIN.fullmatch(number):
            return number
    return _clean_words(text)


def prose(text: str) -> str:
    """The text in the same letters and digits with the marks that people write (خیّر, بستهٔ), to be printed so."""
    text = unicodedata.normalize("NFKC", text).translate(_TO_PERSIAN)
    return " ".join(_CONTROLS.sub("", text).split())


@lru_cache(maxsize=16_384)
def _clean_words(text: str) -> str:
    if not text or _PLAIN.fullmatch(text):
        return text
    # What is taken out can bring two characters together that compose; so once more until nothing moves.
    while (cleaned := _clean_once(text)) != text:
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_TO_PERSIAN)
    text = _CONTROLS.sub("", _MARKS.sub("", text))
    if _ZWNJ in text:
        text = _STRAY_ZWNJ.sub("", _ZWNJS.sub(_ZWNJ, text))
    return " ".join(text.split())


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """What two spellings of the same words have in common: no spaces, no joiners, no hamza, one case."""
    return clean(text).translate(_SAME_SOUND).casefold()


@lru_cache(maxsize=1024)
def fold_word(text: str) -> str:
    """`fold` without punctuation, for column names and words of a closed list."""
    return _NOT_WORD.sub("", fold(text))


def ascii_digits(text: str) -> str:
    """The text with Persian and Arabic digits as 0 to 9."""
    return text.translate(_TO_ASCII_DIGITS)


def whole_number(text: str) -> str:
    """Clean text without the `.0` that a spreadsheet hangs on a number, and without its apostrophe."""
    if text.isascii() and text.isdigit():
        return text
    text = clean(text).lstrip("'`’")
    head, dot, tail = text.partition(".")
    return head if dot and head.isdigit() and tail and not tail.strip("0") else text


def is_phone_shaped(text: str) -> bool:
    """Whether this is a telephone number and nothing else, whatever its spelling: a `+` there is no formula."""
    text = clean(text)
    return _PHONE_SHAPE.fullmatch(text) is not None and 7 <= sum(map(str.isdigit, text)) <= 15  # noqa: PLR2004  E.164


def read_phone(text: str) -> str | None:
    """The number as `+98…` (Iran, mobile or with its area code) or `+…` (abroad), or None when it is none."""
    text = whole_number(text)
    if not _PHONE_SHAPE.fullmatch(text):
        return None
    digits = text if text.isdecimal() else _NOT_DIGIT.sub("", text)
    if digits.startswith("00"):
        digits = digits[2:]
    elif not text.startswith("+") and not (len(digits) == 12 and digits.startswith("98")):  # noqa: PLR2004
        national = digits.removeprefix("0")
        # Without its 0 only a mobile number can be told from any other ten digits.
        fits = len(national) == 10 and (national[0] == "9" or digits[0] == "0")  # noqa: PLR2004
        return f"+98{national}" if fits else None
    if digits.startswith("98"):
        national = digits[2:].removeprefix("0")
        return f"+98{national}" if len(national) == 10 else None  # noqa: PLR2004
    return f"+{digits}" if 8 <= len(digits) <= 15 and digits[0] != "0" else None  # noqa: PLR2004  E.164
