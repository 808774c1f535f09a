"""Under which keys two records of one person meet, so that nobody is compared with everybody.

A record has a few keys; whoever shares one with it is worth a comparison. Each key survives what another does not:
a slip in one name, swapped names, a nickname, a birth date that is missing, a telephone number that is shared.

Imports `core` only.
"""

from fieldpoint.core.likeness.sound import skeleton
from fieldpoint.core.likeness.words import name_of, phone_word
from fieldpoint.core.people import Person

_SOUNDS = 4  # so many letters of a skeleton: what is hung on a name does not change them
_PHONE_DIGITS = 8
_ID_HEAD, _ID_TAIL = 6, 5
_ID_LEAST = 7


def keys_of(person: Person) -> list[str]:
    """The keys of a person, each once: words of letters and digits."""
    names = sorted(filter(None, (skeleton(name_of(text)) for text in (person.given_name, person.family_name))))
    keys = [f"n{''.join(name[:_SOUNDS] + 'x' for name in names)}"] if len(names) > 1 else []
    year, day = year_of(person.born_on), day_of(person.born_on)
    if year:
        keys += [f"y{year}{name[:_SOUNDS]}" for name in names]
    if day:
        keys.append(f"d{year}{day}")
    phone = phone_word(person.phone)
    if phone:
        keys.append(f"p{phone[:_PHONE_DIGITS]}")
    number = id_digits(person)
    if len(number) >= _ID_LEAST:
        keys += [f"i{number[:_ID_HEAD]}", f"j{number[-_ID_TAIL:]}"]
    return list(dict.fromkeys(keys))


def year_of(born_on: str | None) -> str:
    """The year of a birth, or ''."""
    return (born_on or "")[:4]


def day_of(born_on: str | None) -> str:
    """Month and day of a birth as four digits, or '' where they are not known.

    The first day of a year is what people write who know the year only.
    """
    rest = (born_on or "")[5:].replace("-", "")
    return "" if rest in {"", "0101", "0000"} else rest


def id_digits(person: Person) -> str:
    """The ID as it is compared: without the zeros that a spreadsheet eats and what some write between."""
    return "".join(filter(str.isalnum, person.id_value or "")).lstrip("0").lower()
