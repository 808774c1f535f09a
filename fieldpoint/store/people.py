"""Households and their people: personal data, in this encrypted database only.

Nothing here commits, and nothing here is logged but what `desk/register_household.py` appends.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from fieldpoint.core.names import HouseholdId
from fieldpoint.core.people import Household, Person
from fieldpoint.database import Connection, Value
from fieldpoint.errors import Broken, Code
from fieldpoint.store.search.rows import Findable, findable, index_again, index_found, index_new
from fieldpoint.store.transaction import Transaction

_HOUSEHOLD = "SELECT household, office, code, neighbourhood, registered_on, review_on FROM households"
_ADD_HOUSEHOLD = """INSERT INTO households (household, office, code, neighbourhood, registered_on, review_on, salt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)"""
_FIND_HOUSEHOLD = f"""{_HOUSEHOLD} WHERE household =
                     (SELECT coalesce(merged_into, household) FROM households WHERE office = ? AND code = ?)"""  # noqa: S608  ours
_PERSON = """p.person, p.ordinal, p.is_head, p.given_name, p.family_name, p.relation, p.sex, p.born_on, p.phone,
             p.id_kind, p.id_value, p.id_flag, p.tags, p.note"""
_ALL_PEOPLE = f"SELECT {_PERSON} FROM people p"  # noqa: S608  our own columns
READ_PEOPLE = f"SELECT {_PERSON} FROM people p WHERE p.household = ? ORDER BY p.ordinal"  # noqa: S608  our own columns
# The hot path of a scan, in one statement: it goes by index, and a test asks SQLite that it does.
READ_HOUSEHOLD = (
    f"SELECT h.office, h.code, h.neighbourhood, h.registered_on, h.review_on, {_PERSON} FROM households h"  # noqa: S608  ours
    " LEFT JOIN people p ON p.household = h.household WHERE h.household = ? AND h.erased = 0 ORDER BY p.ordinal"
)
_EVERYBODY = f"""SELECT h.household, h.office, h.code, h.neighbourhood, h.registered_on, h.review_on, {_PERSON}
    FROM households h LEFT JOIN people p ON p.household = h.household
    WHERE h.merged_into IS NULL AND h.erased = 0 ORDER BY h.office, h.code"""  # noqa: S608  ours
_ADD_PERSON = """INSERT INTO people (household, person, ordinal, is_head, given_name, family_name, relation, sex,
                 born_on, phone, id_kind, id_value, id_flag, tags, note, listed)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_CHANGE_PERSON = """UPDATE people SET given_name = ?, family_name = ?, relation = ?, sex = ?, born_on = ?, phone = ?,
                    id_kind = ?, id_value = ?, id_flag = ?, tags = ?, note = ? WHERE person = ?"""
_NOT_INDEXED = " WHERE NOT EXISTS (SELECT 1 FROM search_rows s WHERE s.person = p.person) LIMIT ?"
_PARTING = "\n"  # no clean text has a line feed


def add_household(tx: Transaction, household: Household, salt: bytes) -> None:
    """The household and its people stand in the database. Its `(office, code)` must be free."""
    tx.connection.execute(_ADD_HOUSEHOLD, (*_place(household), salt))
    add_people(tx, household.household, household.members)


def add_people(
    tx: Transaction, household: HouseholdId, people: Sequence[Person], listed: Sequence[bytes | None] | None = None
) -> None:
    """More people of a household, and what finds them; their ordinals must be free in it.

    `listed` is what a list said of each, hashed.
    """
    said = listed or [None] * len(people)
    rows = ((household, *_values(person), one) for person, one in zip(people, said, strict=True))
    tx.connection.executemany(_ADD_PERSON, rows)
    index_new(tx.connection, people)


class Listed(NamedTuple):
    """People of a list as the tables keep them, and what finds them: made up before anybody holds the database."""

    rows: list[tuple[Value, ...]]
    found: list[Findable]


def listed_people(household: Household, listed: Sequence[bytes]) -> Listed:
    """The people of a household with what a list said of each, hashed."""
    rows = [
        (household.household, *_values(person), said) for person, said in zip(household.members, listed, strict=True)
    ]
    return Listed(rows, list(map(findable, household.members)))


def add_listed(tx: Transaction, households: Sequence[Listed]) -> None:
    """The people of households that are on their way in, and what finds them."""
    tx.connection.executemany(_ADD_PERSON, [row for one in households for row in one.rows])
    index_found(tx.connection, [found for one in households for found in one.found])


def change_person(tx: Transaction, person: Person) -> None:
    """The person has these particulars; household, place and headship stay as they are. Does not commit."""
    _, _, _, *particulars = _values(person)
    tx.connection.execute(_CHANGE_PERSON, (*particulars, person.person))
    index_again(tx.connection, [person])


def replace_people(tx: Transaction, after: Household) -> None:
    """The household lives and is reviewed as it says, and has these people and no others; who is new gets a record.

    What a list said last of whoever stays is known on: the next list can tell who was changed here since.
    """
    said = dict(tx.connection.execute("SELECT person, listed FROM people WHERE household = ?", (after.household,)))
    tx.connection.execute(
        "UPDATE households SET neighbourhood = ?, review_on = ? WHERE household = ?",
        (after.neighbourhood, after.review_on, after.household),
    )
    tx.connection.execute("DELETE FROM people WHERE household = ?", (after.household,))
    add_people(tx, after.household, after.members, [said.get(one.person) for one in after.members])


def read_household(connection: Connection, household: HouseholdId) -> Household | None:
    """The household with its people in their order, or nothing; nothing too where its record was erased."""
    rows = connection.execute(READ_HOUSEHOLD, (household,)).fetchall()
    if not rows:
        return None
    office, code, neighbourhood, registered_on, review_on = rows[0][:5]
    members = tuple(_person(row[5:]) for row in rows if row[5] is not None)  # a merged one has nobody
    return Household(
        household=household,
        office=office,
        code=code,
        neighbourhood=neighbourhood,
        registered_on=registered_on,
        members=members,
        review_on=review_on,
    )


def find_household(connection: Connection, office: str, code: str) -> Household | None:
    """The household that an office's list calls by this code (in the spelling that was registered), or nothing."""
    row = connection.execute(_FIND_HOUSEHOLD, (office, code)).fetchone()
    return None if row is None else _made(row, tuple(map(_person, connection.execute(READ_PEOPLE, (row[0],)))))


def households(connection: Connection) -> Iterator[Household]:
    """Every household that was not merged into another, ordered by office and code."""
    for household, rows in groupby(connection.execute(_EVERYBODY), key=itemgetter(slice(6))):
        members = sorted((_person(row[6:]) for row in rows if row[6]), key=attrgetter("ordinal"))
        yield _made(household, tuple(members))


def codes(connection: Connection, office: str) -> Iterator[tuple[str, HouseholdId]]:
    """Code and id of every household of an office, in no order; a merged one's code leads to where it is now."""
    for code, household in connection.execute(
        "SELECT code, coalesce(merged_into, household) FROM households WHERE office = ?", (office,)
    ):
        yield code, HouseholdId(household)


def highest_code(connection: Connection, office: str) -> int:
    """The highest number that is a code of this office, of merged households too; 0 where none is a number."""
    row = connection.execute(
        """SELECT max(CAST(code AS INTEGER)) FROM households
           WHERE office = ? AND code <> '' AND length(code) < 10 AND code NOT GLOB '*[^0-9]*'""",
        (office,),
    ).fetchone()
    return 0 if row is None or row[0] is None else int(row[0])


def salt_of(connection: Connection, household: HouseholdId) -> bytes:
    """What keeps this household's commitments from being guessed. `Broken` when there is no such household."""
    row = connection.execute("SELECT salt FROM households WHERE household = ?", (household,)).fetchone()
    if row is None:
        raise Broken(Code.DATABASE_UNREADABLE)
    return bytes(row[0])


def is_registered(connection: Connection, id_kind: str, id_value: str) -> bool:
    """Whether anybody here has this ID."""
    found = connection.execute(
        "SELECT 1 FROM people p JOIN households h USING (household) WHERE id_kind = ? AND id_value = ? LIMIT 1",
        (id_kind, id_value),
    )
    return found.fetchone() is not None


def people_not_indexed(connection: Connection, limit: int) -> list[Person]:
    """People whom no search finds yet, at most `limit`."""
    found = connection.execute(_ALL_PEOPLE + _NOT_INDEXED, (limit,))
    return [_person(row) for row in found.fetchall()]


def count_people(connection: Connection) -> int:
    """How many people are registered."""
    row = connection.execute("SELECT count(*) FROM people p JOIN households h USING (household)").fetchone()
    return 0 if row is None else int(row[0])


def count_by_neighbourhood(connection: Connection) -> dict[str, int]:
    """How many households each neighbourhood has, ordered by its name."""
    counts = connection.execute(
        "SELECT neighbourhood, count(*) FROM households WHERE merged_into IS NULL AND erased = 0 GROUP BY 1 ORDER BY 1"
    )
    return {str(name): int(count) for name, count in counts}


def _place(household: Household) -> tuple[Value, ...]:
    return (
        household.household,
        household.office,
        household.code,
        household.neighbourhood,
        household.registered_on,
        household.review_on,
    )


def _values(person: Person) -> tuple[Value, ...]:
    return (
        person.person,
        person.ordinal,
        person.is_head,
        person.given_name,
        person.family_name,
        person.relation,
        person.sex,
        person.born_on,
        person.phone,
        person.id_kind,
        person.id_value,
        person.id_flag,
        _PARTING.join(person.tags),
        person.note,
    )


def _made(row: Sequence[Any], members: tuple[Person, ...]) -> Household:
    household, office, code, neighbourhood, registered_on, review_on = row
    return Household(
        household=household,
        office=office,
        code=code,
        neighbourhood=neighbourhood,
        registered_on=registered_on,
        members=members,
        review_on=review_on,
    )


def _person(row: tuple[Any, ...]) -> Person:
    return Person(
        person=row[0],
        ordinal=row[1],
        is_head=bool(row[2]),
        given_name=row[3],
        family_name=row[4],
        relation=row[5],
        sex=row[6],
        born_on=row[7],
        phone=row[8],
        id_kind=row[9],
        id_value=row[10],
        id_flag=row[11] or "",
        tags=tuple(row[12].split(_PARTING)) if row[12] else (),
        note=row[13] or "",
    )
