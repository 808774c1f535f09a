"""Makes messy lists of people who do not exist, and tells the truth about each list.

For the demo, for tests and for measuring. The mess is what offices really send: three scripts of digits,
Arabic letters, stray spaces, dates and telephone numbers as they come, IDs that a spreadsheet has bitten off.
The truth is counted while the list is made, never by reading it. The same seed gives the same bytes.

Imports `core` and its neighbours.
"""

import csv
from io import StringIO
from random import Random

import msgspec

from fieldpoint.core.national_id import check_digit, is_national_id
from fieldpoint.exchange.synthetic_spelling import (
    FAMILIES,
    FORMULAS,
    HEADER,
    MEN,
    NEIGHBOURHOODS,
    NOTES,
    WOMEN,
    Spelling,
)

THIS_YEAR = 1405
_SIZES = (1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 6, 7, 7)


class RosterTruth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an import must find. `warnings` has the kinds that were planted, and only those."""

    households: int
    rows: int
    distinct_valid_ids: int
    valid_id_rows: int
    invalid_id_rows: int
    missing_id_rows: int
    other_id_rows: int
    repeated_rows: int
    formula_cells: int
    neighbourhoods: dict[str, int]
    warnings: dict[str, int]


class SyntheticRoster(msgspec.Struct, frozen=True, kw_only=True):
    """A list as the bytes of a CSV file (UTF-8 with a mark), and the truth about it."""

    csv: bytes
    truth: RosterTruth


class _Member(msgspec.Struct, kw_only=True):
    """One person before the mess."""

    code: str
    given: str
    family: str
    id_text: str
    born: tuple[int, int, int]
    sex: str
    relation: str
    phone: str
    neighbourhood: str
    tags: list[str] = msgspec.field(default_factory=list[str])
    note: str = ""


def make_roster(households: int, seed: int) -> SyntheticRoster:
    """A list of so many households, about 3.7 people each. Every valid ID in it is there once."""
    return _Maker(Random(seed)).make(households)  # noqa: S311  synthetic people, no keys


class _Maker:
    def __init__(self, rng: Random) -> None:
        self._rng, self._spelling = rng, Spelling(rng)
        self._count = dict.fromkeys(RosterTruth.__struct_fields__[:9], 0)
        self._neighbourhoods: dict[str, int] = {}
        self._warnings = {"man-tagged-woman-head": 0, "head-very-young": 0}
        self._used: set[str] = set()

    def make(self, households: int) -> SyntheticRoster:
        rows: list[list[str]] = []
        late: list[list[str]] = []
        for number in range(1, households + 1):
            for member in self._household(f"{number:05d}"):
                rows.append(self._cells(member))
                if self._spelling.chance(0.01):
                    # Written twice, in a row or pages apart, and not always in the same spelling.
                    (rows if self._spelling.chance(0.5) else late).append(self._cells(member))
                    self._count["repeated_rows"] += 1
        rows += late
        self._count["households"], self._count["rows"] = households, len(rows)
        truth = RosterTruth(
            **self._count, neighbourhoods=dict(sorted(self._neighbourhoods.items())), warnings=self._warnings
        )
        return SyntheticRoster(csv=_as_csv(rows), truth=truth)

    def _household(self, code: str) -> list[_Member]:
        rng = self._rng
        neighbourhood = rng.choice(NEIGHBOURHOODS)
        self._neighbourhoods[neighbourhood] = self._neighbourhoods.get(neighbourhood, 0) + 1
        size, family = rng.choice(_SIZES), rng.choice(FAMILIES)
        women, men = rng.sample(WOMEN, 8), rng.sample(MEN, 8)
        head_age = 1 if size == 1 and self._spelling.chance(0.02) else rng.randint(24, 85)
        self._warnings["head-very-young"] += head_age == 1
        members: list[_Member] = []
        for relation, age in _family(rng, size, head_age):
            sex = {"مادر": "زن", "خواهر": "زن"}.get(relation) or rng.choice(("زن", "مرد"))
            member = _Member(
                code=code,
                given=(women if sex == "زن" else men).pop(),
                family=family,
                id_text=self._id(),
                born=(THIS_YEAR - age, rng.randint(1, 12), rng.randint(1, 29)),
                sex=sex,
                relation=relation,
                phone=f"999{rng.randrange(10**7):07d}" if self._spelling.chance(0.75) else "",
                neighbourhood=neighbourhood,
                note=self._note(),
            )
            self._tag(member, age)
            members.append(member)
        return members

    def _tag(self, member: _Member, age: int) -> None:
        woman_head = member.relation == "سرپرست" and member.sex == "زن"
        wrong = member.sex == "مرد" and self._spelling.chance(0.03)
        self._warnings["man-tagged-woman-head"] += wrong
        fitting = {
            "زن سرپرست خانوار": wrong or (woman_head and self._spelling.chance(0.8)),
            "سالمند": age > 61,  # noqa: PLR2004  clear of the birthday
            "دانش‌آموز": 7 <= age <= 17 and self._spelling.chance(0.8),  # noqa: PLR2004
            "کودک کار": 8 <= age <= 16 and self._spelling.chance(0.1),  # noqa: PLR2004
            "معلول": self._spelling.chance(0.07),
            "بی‌خانمان": self._spelling.chance(0.02),
        }
        member.tags = [tag for tag, fits in fitting.items() if fits]

    def _id(self) -> str:
        """An ID of one kind, counted: valid, mistyped, missing, or none of a citizen."""
        lot = self._rng.random()
        if lot < 0.94:  # noqa: PLR2004
            self._count["valid_id_rows"] += 1
            self._count["distinct_valid_ids"] += 1
            return self._valid_id()
        if lot < 0.96:  # noqa: PLR2004
            self._count["invalid_id_rows"] += 1
            return self._invalid_id()
        if lot < 0.98:  # noqa: PLR2004
            self._count["missing_id_rows"] += 1
            return ""
        self._count["other_id_rows"] += 1
        number = self._rng.randrange(10**7, 10**8)
        return f"P{number}" if self._spelling.chance(0.4) else f"9999{number}"

    def _valid_id(self) -> str:
        while True:
            nine = f"{self._rng.randrange(10**6, 10**9):09d}"
            whole = nine + str(check_digit(nine))
            if whole not in self._used and is_national_id(whole):
                self._used.add(whole)
                return whole

    def _invalid_id(self) -> str:
        nine = f"{self._rng.randrange(10**8, 10**9):09d}"
        wrong = (check_digit(nine) + self._rng.randint(1, 9)) % 10
        return self._rng.choice((nine + str(wrong), nine + str(wrong), str(wrong) * 10, nine[:6]))

    def _note(self) -> str:
        if self._spelling.chance(0.004):
            self._count["formula_cells"] += 1
            return self._rng.choice(FORMULAS)
        return self._rng.choice(NOTES)

    def _cells(self, member: _Member) -> list[str]:
        spelling = self._spelling
        code = member.code.lstrip("0") if self._spelling.chance(0.03) else member.code
        return [
            spelling.digits(code),
            spelling.words(member.given),
            spelling.words(member.family),
            spelling.id_number(member.id_text),
            spelling.day(*member.born),
            self._rng.choice(
                ("زن", "زن", "زن", "خانم", "مونث") if member.sex == "زن" else ("مرد", "مرد", "آقا", "مذکر")
            ),
            spelling.words(member.relation),
            spelling.phone(member.phone),
            spelling.words(member.neighbourhood),
            spelling.words("؛".join(member.tags)),
            member.note,
        ]


def _family(rng: Random, size: int, head_age: int) -> list[tuple[str, int]]:
    """Relation and age of each member: the head first, children younger, a mother older."""
    people = [("سرپرست", head_age)]
    if size > 1 and rng.random() < 0.7:  # noqa: PLR2004
        people.append(("همسر", max(20, head_age + rng.randint(-8, 6))))
    if size > len(people) and rng.random() < 0.1:  # noqa: PLR2004
        people.append(("مادر", min(head_age + rng.randint(18, 30), 110)))
    if size > len(people) and rng.random() < 0.1:  # noqa: PLR2004
        people.append(("خواهر", max(20, head_age + rng.randint(-10, 10))))
    while len(people) < size:
        people.append(("فرزند", max(2, head_age - rng.randint(20, 45))))
    return people


def _as_csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    return text.getvalue().encode("utf-8-sig")
