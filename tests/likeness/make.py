"""Makes people who do not exist, some of them registered twice and badly, and keeps the truth about it.

Beside the doubles stand those who only look like doubles: twins with rhyming names, brothers and sisters of one
house, fathers and sons, namesakes of one street and one year. The same seed gives the same people.
"""

from collections.abc import Sequence
from random import Random

import msgspec

from fieldpoint.core.names import PersonId
from fieldpoint.core.national_id import check_digit, is_national_id
from fieldpoint.core.people import Person
from tests.likeness.names import BEHIND, ENDS, MEN, PLACES, ROOTS, TWINS, WOMEN
from tests.likeness.spoil import Spoiler
from tests.support import make_person

_THIS_YEAR = 1405


class Recorded(msgspec.Struct, kw_only=True):
    """A record of somebody: `who` is the same number for all records of one person."""

    who: int
    place: str
    person: Person
    spoilt: tuple[str, ...] = ()


def make_people(count: int, seed: int, *, doubled: float = 0.15) -> list[Recorded]:
    """So many people, a share of them recorded a second time elsewhere."""
    rng = Random(seed)
    maker = _Maker(rng)
    made = maker.families(count)
    spoiler = Spoiler(rng)
    twice = rng.sample(made, int(len(made) * doubled))
    made += [_again(one, spoiler, rng) for one in twice]
    rng.shuffle(made)
    return [
        msgspec.structs.replace(one, person=msgspec.structs.replace(one.person, person=PersonId(f"p{number}")))
        for number, one in enumerate(made)
    ]


def _again(one: Recorded, spoiler: Spoiler, rng: Random) -> Recorded:
    person, spoilt = spoiler.spoil(one.person)
    place = one.place
    lot = rng.random()
    if lot < 0.15:
        place, spoilt = rng.choice(PLACES), (*spoilt, "moved")
    elif lot < 0.2:
        place, spoilt = "", (*spoilt, "no-place")
    return Recorded(who=one.who, place=place, person=person, spoilt=spoilt)


class _Home(msgspec.Struct, kw_only=True):
    """What the people of one house share."""

    place: str
    phone: str | None
    family: str = ""


class _Maker:
    def __init__(self, rng: Random) -> None:
        self._rng = rng
        # Each seed has its own families, so that what was tuned on one says little of the next.
        self._families = [self._family_name() for _ in range(900)]
        self._men, self._women = rng.sample(MEN, 50), rng.sample(WOMEN, 50)
        self._made: list[Recorded] = []

    def families(self, count: int) -> list[Recorded]:
        """Household after household, until there are enough people; every twentieth has namesakes around."""
        while len(self._made) < count:
            self._household()
            if self._rng.random() < 0.05:
                self._namesake(self._rng.choice(self._made))
        return self._made

    def _household(self) -> None:
        rng = self._rng
        home = _Home(place=rng.choice(PLACES), phone=self._phone() if rng.random() < 0.8 else None)
        home.family, year = self._often(self._families), _THIS_YEAR - rng.randint(24, 80)
        father = self._often(self._men)
        self._add(father, year, "male", home)
        if rng.random() < 0.7:
            wife = msgspec.structs.replace(home, family=self._often(self._families))
            self._add(self._often(self._women), year + rng.randint(-3, 9), "female", wife)
        known = {father}
        for _ in range(rng.choice((0, 0, 1, 1, 2, 2, 3, 4))):
            sex = rng.choice(("male", "female"))
            name = self._child_name(father, known, sex)
            self._add(name, min(year + rng.randint(19, 42), _THIS_YEAR - 1), sex, home)
        if rng.random() < 0.06:
            self._twins(min(year + 25, _THIS_YEAR - 1), home)

    def _child_name(self, father: str, known: set[str], sex: str) -> str:
        """A child's name is its own in the house; a son is sometimes called after his father and something more."""
        if sex == "male" and self._rng.random() < 0.1:
            return f"{father}علی" if father.startswith("محمد") else f"محمد{father}"
        while (name := self._often(self._men if sex == "male" else self._women)) in known:
            pass
        known.add(name)
        return name

    def _twins(self, year: int, home: _Home) -> None:
        born = self._born(year)
        for name in self._rng.choice(TWINS):
            self._add(name, year, "", home, born)

    def _namesake(self, one: Recorded) -> None:
        """Somebody else of the same name and street, and about the same age."""
        person = one.person
        year = int((person.born_on or "1350")[:4]) + self._rng.choice((0, 0, -1, 1, 2))
        phone = None if self._rng.random() < 0.5 else self._phone()
        self._add(person.given_name, year, person.sex, _Home(place=one.place, phone=phone, family=person.family_name))

    def _add(self, given: str, year: int, sex: str, home: _Home, born: str | None = None) -> None:
        own_phone = home.phone if self._rng.random() < 0.6 else None
        lot = self._rng.random()
        day = born or self._born(year)
        person = make_person(
            is_head=False,
            given_name=given,
            family_name=home.family,
            sex=sex,
            born_on=day if lot < 0.86 else f"{year}-01-01" if lot < 0.94 else None,
            phone=own_phone,
            id_kind="national",
            id_value=self._id(),
        )
        if self._rng.random() < 0.08:
            person = msgspec.structs.replace(person, id_kind="none", id_value=None)
        self._made.append(Recorded(who=len(self._made), place=home.place, person=person))

    def _born(self, year: int) -> str:
        return f"{year}-{self._rng.randint(1, 12):02d}-{self._rng.randint(1, 29):02d}"

    def _often(self, names: Sequence[str]) -> str:
        """The first ones far more often than the last, as names are."""
        return names[int(len(names) * self._rng.random() ** 2.2)]

    def _family_name(self) -> str:
        rng = self._rng
        return rng.choice(ROOTS) + rng.choice(ENDS) + rng.choice(BEHIND)

    def _phone(self) -> str:
        return f"+989{self._rng.randrange(10**9):09d}"

    def _id(self) -> str:
        while True:
            nine = f"{self._rng.randrange(10**6, 10**9):09d}"
            if is_national_id(whole := nine + str(check_digit(nine))):
                return whole
