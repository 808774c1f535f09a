"""How a person is recorded a second time by somebody else: with slips, shorter, with less, the other way round."""

from random import Random

import msgspec

from fieldpoint.core.national_id import read_id
from fieldpoint.core.people import Person
from tests.likeness.names import SHORT

_LETTERS = "ابپتجچحخدرزسشعفقکگلمنوهی"
_ARABIC = str.maketrans("یکه", "يكة")
_LOOK_ALIKE = {"ص": "س", "س": "ص", "ط": "ت", "ت": "ط", "ز": "ذ", "ذ": "ز", "ح": "ه", "ه": "ح", "غ": "ق", "ق": "غ"}


class Spoiler:
    """Spoils records by chance; always the same for the same seed."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def spoil(self, person: Person) -> tuple[Person, tuple[str, ...]]:
        """The person as somebody else recorded them, and what was done."""
        done: list[str] = []
        given, family = self._names(person, done)
        if self._chance(0.06):
            given, family = family, given
            done.append("swapped")
        id_kind, id_value, id_flag = self._id(person, done)
        spoilt = msgspec.structs.replace(
            person,
            given_name=self._spelling(given),
            family_name=self._spelling(family),
            born_on=self._born(person.born_on, done),
            phone=self._phone(person.phone, done),
            sex=person.sex if self._chance(0.9) else "",
            id_kind=id_kind,
            id_value=id_value,
            id_flag=id_flag,
        )
        return spoilt, tuple(done)

    def _names(self, person: Person, done: list[str]) -> tuple[str, str]:
        given, family = person.given_name, person.family_name
        if given in SHORT and self._chance(0.35):
            given = SHORT[given]
            done.append("nickname")
        elif self._chance(0.05):
            given = f"{self._rng.choice(('سید', 'حاج'))} {given}"
            done.append("title")
        elif self._chance(0.14):
            given = self._slip(given)
            done.append("given-slip")
        if self._chance(0.18):
            family = self._slip(family)
            done.append("family-slip")
        elif " " in family and self._chance(0.4):
            family = family.rpartition(" ")[0]
            done.append("family-cut")
        return given, family

    def _spelling(self, text: str) -> str:
        """What costs nothing to read: Arabic letters, lost joiners, a space for a joiner, padding."""
        if self._chance(0.3):
            text = text.translate(_ARABIC) if self._chance(0.5) else text.replace("ی", "ي").replace("ک", "ك")
        if self._chance(0.4):
            text = text.replace("\u200c", self._rng.choice(("", " ")))
        if self._chance(0.2):
            text = text.replace(" ", self._rng.choice(("  ", "\u200c", "")))
        return text

    def _slip(self, text: str) -> str:
        """One letter is missing, doubled, another one, one that sounds the same, or two are swapped."""
        place = self._rng.randrange(len(text))
        before, letter, after = text[:place], text[place], text[place + 1 :]
        kind = self._rng.randrange(5)
        if kind == 0 and len(text) > 3:
            return before + after
        if kind == 1:
            return before + letter + letter + after
        if kind == 2:
            return before + self._rng.choice(_LETTERS) + after
        if kind == 3 and after:
            return before + after[0] + letter + after[1:]
        return before + _LOOK_ALIKE.get(letter, self._rng.choice(_LETTERS)) + after

    def _born(self, born_on: str | None, done: list[str]) -> str | None:
        lot = self._rng.random()
        if born_on is None or lot < 0.7:
            return born_on
        if lot < 0.85:
            done.append("year-only")
            return f"{born_on[:4]}-01-01"
        if lot < 0.92:
            done.append("no-birth")
            return None
        done.append("birth-slip")
        return self._birth_slip(born_on)

    def _birth_slip(self, born_on: str) -> str:
        year, month, day = born_on.split("-")
        kind = self._rng.randrange(3)
        if kind == 0 and int(day) <= 12:
            return f"{year}-{day}-{month}"
        if kind == 1:
            return f"{int(year) + self._rng.choice((-10, -1, 1, 10))}-{month}-{day}"
        return f"{year}-{month}-{(int(day) + self._rng.choice((1, 10))) % 29 + 1:02d}"

    def _phone(self, phone: str | None, done: list[str]) -> str | None:
        lot = self._rng.random()
        if lot < 0.6:
            return phone
        if lot < 0.8:
            done.append("no-phone")
            return None
        done.append("other-phone")
        return f"+989{self._rng.randrange(10**9):09d}"

    def _id(self, person: Person, done: list[str]) -> tuple[str, str | None, str]:
        """A third brings the same ID, zeros eaten or not; the others none, or one with a slip."""
        value, lot = person.id_value, self._rng.random()
        if value is None or lot < 0.45:
            done.append("no-id")
            return "none", None, ""
        if lot < 0.65:
            place = self._rng.randrange(len(value))
            done.append("id-slip")
            read = read_id(
                value[:place] + str((int(value[place]) + self._rng.randint(1, 9)) % 10) + value[place + 1 :], "national"
            )
        else:
            read = read_id(value.lstrip("0"), "national")
        return read.kind, read.value, read.flag

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share
