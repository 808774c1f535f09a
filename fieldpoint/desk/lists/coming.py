"""A list that is to come in, and what its rows make of people. Pure."""

from typing import NamedTuple

import msgspec

from fieldpoint.core.names import Day
from fieldpoint.core.people import Person
from fieldpoint.exchange.people.compare_household import PARTICULARS
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
