"""A list that is to come in, and what its rows make of people. Pure but for new ids."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from fieldpoint import ids
from fieldpoint.core.names import Day, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.desk.compare_household import PARTICULARS
from fieldpoint.exchange.roster_plan import Progress, RosterPlan, no_progress
from fieldpoint.exchange.roster_row import RosterRow


class Coming(NamedTuple):
    """A list that is to come in: what it says, whose it is, on which day, who brings it, who is told how far it is."""

    plan: RosterPlan
    office: str
    today: Day
    op: str = "terminal"
    progress: Progress = no_progress


def kind_of(row: RosterRow) -> tuple[str, str]:
    """The one kind of a row by its ID, and the finding it makes."""
    if row.id_kind == "none":
        return "missing_id_rows", "id-missing"
    if row.id_kind != "national":
        return "other_id_rows", "id-of-other-kind"
    return ("invalid_id_rows", "id-invalid") if row.id_flag else ("valid_id_rows", "")


def corrected(person: Person, row: RosterRow | None) -> Person:
    """The person with the particulars of a row, or as before."""
    if row is None:
        return person
    return msgspec.structs.replace(person, **{name: getattr(row, name) for name in PARTICULARS})


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
