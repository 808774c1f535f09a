"""Rows of lists that came in or went out: who did it and how much, never whom it names (see log_rows.py).

Imports msgspec and `core`.
"""

from typing import Literal

from fieldpoint.core.row import Row

Form = Literal["csv", "xlsx", "json"]
Exported = Literal["people", "handouts", "counts"]


class RosterImport(Row, frozen=True, kw_only=True, tag="roster.import"):
    """A list came in: how many households and people it added, and how many people it corrected."""

    households: int
    people: int
    corrected: int
    op: str


class ListExport(Row, frozen=True, kw_only=True, tag="list.export"):
    """A file left the site: what it lists and how many rows it has."""

    what: Exported
    rows: int
    op: str
