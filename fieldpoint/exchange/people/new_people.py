"""The people that a list's rows name. Pure but for new ids. Imports ids and core."""

from collections.abc import Iterator, Sequence

from fieldpoint import ids
from fieldpoint.core.names import PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.exchange.roster_row import RosterRow


def members_of(rows: Sequence[RosterRow], names: Iterator[PersonId]) -> tuple[Person, ...]:
    """The people of a new household, named from `names` while there are any, and newly then.

    Exactly one of them is the head: whom the list calls so first, else the first.
    """
    head = next((place for place, row in enumerate(rows) if row.is_head), 0)
    return tuple(
        _person_of(row, next(names, None) or ids.new_person_id(), ordinal, is_head=row is rows[head])
        for ordinal, row in enumerate(rows, start=1)
    )


def more_members(here: Household, rows: Sequence[RosterRow]) -> list[Person]:
    """People who join a household that stands, behind those it has."""
    after = max((person.ordinal for person in here.members), default=0) + 1
    return [_person_of(row, ids.new_person_id(), after + place, is_head=False) for place, row in enumerate(rows)]


def _person_of(row: RosterRow, person: PersonId, ordinal: int, *, is_head: bool) -> Person:
    return Person(
        person=person,
        ordinal=ordinal,
        is_head=is_head,
        given_name=row.given_name,
        family_name=row.family_name,
        relation=row.relation,
        sex=row.sex,
        born_on=row.born_on,
        phone=row.phone,
        id_kind=row.id_kind,
        id_value=row.id_value,
        id_flag=row.id_flag,
        tags=row.tags,
        note=row.note,
    )
