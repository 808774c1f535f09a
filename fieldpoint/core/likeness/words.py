"""The words of a name, folded, with and without their joiners: as a search finds them and a comparison reads them.

«نیک‌پور», «نیک پور» and «نیکپور» are one name; a title such as «سید» is a word of a name and tells nobody apart.

Imports `core` only.
"""

import re
from functools import lru_cache
from itertools import pairwise

from fieldpoint.core.persian import ascii_digits, clean, fold_word

_PARTING = re.compile(r"[\s\u200c\-_/.،,؛;'\"«»()+]+")
_DIGITS = re.compile(r"\D")
# Said before a name and often left away.
TITLES = frozenset(
    map(
        fold_word,
        ("سید", "سیده", "سادات", "حاج", "حاجی", "حاجیه", "کربلایی", "کربلائی", "مشهدی", "آقا", "خانم", "میر"),
    )
)


@lru_cache(maxsize=8192)
def parts_of(text: str) -> tuple[str, ...]:
    """The folded parts of a name, parted at spaces and joiners, in their order."""
    return tuple(filter(None, map(fold_word, _PARTING.split(clean(text)))))


@lru_cache(maxsize=8192)
def name_of(text: str) -> str:
    """The name in one piece: its parts joined, without titles where something else is left."""
    parts = parts_of(text)
    return "".join(part for part in parts if part not in TITLES) or "".join(parts)


@lru_cache(maxsize=8192)
def _written(text: str) -> tuple[str, ...]:
    """Each part of a name, and each two neighbours as one word."""
    parts = parts_of(text)
    return parts + tuple(one + other for one, other in pairwise(parts))


def search_words(given_name: str, family_name: str) -> str:
    """Every word by which a search finds this name, parted by spaces; each once."""
    return " ".join(dict.fromkeys(_written(given_name) + _written(family_name)))


def phone_word(phone: str | None) -> str:
    """The digits of a telephone number backwards, so that its last digits are the beginning; '' for none."""
    return _DIGITS.sub("", ascii_digits(phone or ""))[::-1]


def asked_ways(text: str) -> list[list[str]]:
    """The words that somebody asks for, in every way they may be joined: a name fits when all words of one way do.

    The words as they were parted come first. At most five words count.
    """
    parts = list(parts_of(text))[:5]
    if not parts:
        return []
    ways = [[parts[0]]]
    for part in parts[1:]:
        ways = [[*way, part] for way in ways] + [[*way[:-1], way[-1] + part] for way in ways]
    return ways
