"""Whom the lead looks for: by words of a name, the end of a telephone number, an ID, a household's code, a card's code.

An ID is found whole or not at all, by the index of the people's own table. A keyed hash beside the value, in the same
encrypted file, would guard nothing and be one more thing to erase.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import msgspec

from fieldpoint.core.act_rows import SearchedBy
from fieldpoint.core.card import ShortCode, parse_card_text
from fieldpoint.core.likeness.words import asked_ways
from fieldpoint.core.names import Day, HouseholdId, PersonId
from fieldpoint.core.national_id import read_id
from fieldpoint.core.persian import clean, fold_word
from fieldpoint.database import Connection
from fieldpoint.errors import FieldpointError

MOST_FOUND = 20
_PHONE_LEAST = 4
_BY_WORDS = """SELECT p.household, p.person FROM search_words s JOIN search_rows r ON r.number = s.rowid
    JOIN people p ON p.person = r.person WHERE search_words MATCH ?"""
_BY_ID = "SELECT household, person FROM people WHERE id_kind = ? AND id_value = ?"
_BY_CODE = "SELECT household, NULL FROM households WHERE upper(ltrim(code, '0')) = ?"
_BY_CARD = "SELECT household, NULL FROM cards WHERE short = ? AND household IS NOT NULL"
_HOUSEHOLD = """SELECT h.household, h.office, h.code, h.neighbourhood, h.merged_into,
    (SELECT group_concat(c.state, ' ') FROM cards c WHERE c.household = h.household), h.review_on FROM households h
    WHERE h.household = ? AND h.erased = 0"""
_PEOPLE = """SELECT person, is_head, given_name, family_name, id_value FROM people WHERE household = ?
    ORDER BY ordinal"""

FoundCard = Literal["bound", "suspended", "revoked", "none"]
_BEST_FIRST: Final[tuple[FoundCard, ...]] = ("bound", "suspended", "revoked")


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A person with the last two signs of the ID, '' where there is none."""

    person: PersonId
    name: str
    id_end: str


class FoundHousehold(msgspec.Struct, frozen=True, kw_only=True):
    """A household that was looked for: its head, who of it was found besides, how its best card stands."""

    household: HouseholdId
    office: str
    code: str
    neighbourhood: str
    head: FoundPerson | None
    found: tuple[FoundPerson, ...]
    size: int
    card: FoundCard
    review_on: Day | None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """At most `MOST_FOUND` households, those of a code before those of a name; `more`: there are others.

    `by` says as what the text was found.
    """

    households: tuple[FoundHousehold, ...]
    more: bool
    by: tuple[SearchedBy, ...]


class _Hits(msgspec.Struct):
    """Households in the order they were found, with the people who were; a merged one stands under what it is now."""

    people: dict[HouseholdId, list[PersonId]] = msgspec.field(default_factory=dict[HouseholdId, list[PersonId]])
    by: list[SearchedBy] = msgspec.field(default_factory=list[SearchedBy])
    more: bool = False

    def add(self, by: SearchedBy, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows are read one by one and no more than are shown: the index of a common name is long."""
        for household, person in rows:
            if by not in self.by:
                self.by.append(by)
            if household not in self.people and len(self.people) == MOST_FOUND:
                self.more = True
                return
            known = self.people.setdefault(HouseholdId(household), [])
            if person is not None and person not in known:
                known.append(PersonId(person))


def find_households(connection: Connection, text: str) -> Found:
    """The households that a text may mean, whichever way it may be meant; writes nothing."""
    hits, whole = _Hits(), clean(text)
    run = connection.execute
    if (short := _short_code(whole)) is not None:
        hits.add("card", run(_BY_CARD, (short,)))
    if code := whole.lstrip("0").upper():
        hits.add("code", run(_BY_CODE, (code,)))
    if (read := read_id(whole)).value and not read.flag:
        hits.add("id", run(_BY_ID, (read.kind, read.value)))
    digits = fold_word(whole)
    if digits.isdigit():
        if len(digits) >= _PHONE_LEAST:
            _by_phone(connection, hits, digits)
    else:
        _by_name(connection, hits, whole)
    return _shown(connection, hits)


def _by_phone(connection: Connection, hits: _Hits, digits: str) -> None:
    """Whose number ends so: +98 912… is stored, 0912… is what people say."""
    tail = digits.removeprefix("0098").removeprefix("0")
    hits.add("phone", connection.execute(_BY_WORDS, (f'"{tail[::-1]}"*',)))


def _by_name(connection: Connection, hits: _Hits, text: str) -> None:
    """Whoever is called exactly so comes before those whose words only begin so."""
    ways = asked_ways(text)
    for ending in ("", "*") if ways else ():
        # A word holds letters and digits only, and so no sign of FTS5's own language.
        asked = " OR ".join("(" + " AND ".join(f'"{word}"{ending}' for word in way) + ")" for way in ways)
        hits.add("name", connection.execute(_BY_WORDS, (asked,)))
        if hits.more:
            return


def _short_code(text: str) -> str | None:
    try:
        parsed = parse_card_text(text)
    except FieldpointError:
        return None
    return parsed.text if isinstance(parsed, ShortCode) else None


def _shown(connection: Connection, hits: _Hits) -> Found:
    shown: dict[HouseholdId, FoundHousehold] = {}
    for household, people in hits.people.items():
        found = _household(connection, household, people)
        if found is not None:
            shown.setdefault(found.household, found)
    return Found(households=tuple(shown.values()), more=hits.more, by=tuple(hits.by))


def _household(connection: Connection, household: HouseholdId, people: Sequence[PersonId]) -> FoundHousehold | None:
    row = connection.execute(_HOUSEHOLD, (household,)).fetchone()
    if row is None:
        return None
    if row[4] is not None:  # whoever stayed in the old record is somebody of the new one
        return _household(connection, HouseholdId(row[4]), ())
    members = connection.execute(_PEOPLE, (household,)).fetchall()
    head = next((one for one in members if one[1]), None)
    return FoundHousehold(
        household=HouseholdId(row[0]),
        office=row[1],
        code=row[2],
        neighbourhood=row[3],
        head=None if head is None else _person(head),
        found=tuple(_person(one) for one in members if one[0] in people and not one[1]),
        size=len(members),
        card=_best(str(row[5] or "").split()),
        review_on=row[6],
    )


def _best(states: Sequence[str]) -> FoundCard:
    for state in _BEST_FIRST:
        if state in states:
            return state
    return "none"


def _person(row: tuple[Any, ...]) -> FoundPerson:
    person, _, given, family, value = row
    return FoundPerson(person=person, name=f"{given} {family}".strip(), id_end=str(value or "")[-2:])
