"""Names, numbers and notes of made-up people that nothing outside the encrypted database may hold.

Every canary of a kind begins alike and is equally long, so that a large file is searched in one pass. They are looked
for as programs write them: UTF-8, UTF-16, escaped as in JSON or in an address, digits of three scripts.
"""

import json
import random
from collections.abc import Iterator
from urllib.parse import quote

from fieldpoint.core.national_id import check_digit
from fieldpoint.core.people import Person
from tests.support import make_person

_LETTERS = "ابپتثجچحخدرزژسشصضطظعغفقکگلمنوه"
_NAME = "ژغظژ"
_NOTE = "چغژثظ"
_ID = "7309"
_PHONE = "0973"
_DIGITS = {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩"}
PER_PERSON = 5


class Canaries:
    """So many made-up people, and a search for whatever belongs to them."""

    def __init__(self, people: int, seed: int = 1405) -> None:
        rng = random.Random(seed)
        self.people = [_person(rng) for _ in range(people)]
        self._wholes: dict[tuple[bytes, int], set[bytes]] = {}
        for text in self.all():
            marker = next(one for one in (_NAME, _NOTE, _ID, _PHONE) if text.startswith(one))
            for begin, whole in zip(forms(marker), forms(text), strict=True):
                self._wholes.setdefault((begin, len(whole)), set()).add(whole)

    def all(self) -> Iterator[str]:
        """Every planted text."""
        for one in self.people:
            yield from (one.given_name, one.family_name, one.id_value or "", one.phone or "", one.note)

    def found_in(self, content: bytes) -> set[bytes]:
        """The planted texts that some bytes hold, as they stand there."""
        found: set[bytes] = set()
        for (begin, length), wholes in self._wholes.items():
            at = content.find(begin)
            while at >= 0:
                if content[at : at + length] in wholes:
                    found.add(content[at : at + length])
                at = content.find(begin, at + 1)
        return found


def _person(rng: random.Random) -> Person:
    nine = _ID + "".join(rng.choices("0123456789", k=5))
    return make_person(
        given_name=_NAME + "".join(rng.choices(_LETTERS, k=8)),
        family_name=_NAME + "".join(rng.choices(_LETTERS, k=8)),
        id_kind="national",
        id_value=f"{nine}{check_digit(nine)}",
        phone=_PHONE + "".join(rng.choices("0123456789", k=7)),
        note=_NOTE + "".join(rng.choices(_LETTERS, k=8)),
    )


def forms(text: str) -> list[bytes]:
    """A text as programs write it down; the list is equally long for every text of a kind."""
    forms = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
    if text.isdecimal():
        for digits in _DIGITS.values():
            other = text.translate(str.maketrans("0123456789", digits))
            forms += [other.encode(), other.encode("utf-16-le"), quote(other).encode()]
    else:
        forms += [quote(text).encode(), quote(text).lower().encode(), json.dumps(text)[1:-1].encode()]
    return forms
