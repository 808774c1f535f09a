"""Rows of rounds (see log_rows.py): a list of households left on one tablet, and it came back.

A row names the round, the tablet and the programmes, and how many doors: never which households. What was handed
over at a door is a handout like any other that a tablet made alone.

Imports msgspec and `core`.
"""

from msgspec import UNSET, UnsetType

from fieldpoint.core.names import EventId, ProgrammeCode, TabletId
from fieldpoint.core.row import Tap


class RoundOut(Tap, frozen=True, kw_only=True, tag="round.out"):
    """A round of so many doors goes out on a tablet (`carrier`); it is called by this row's id."""

    carrier: TabletId
    progs: list[ProgrammeCode]
    doors: int


class RoundBack(Tap, frozen=True, kw_only=True, tag="round.back"):
    """A round is over. The tablet tells at how many doors what happened; the lead, who ends it without it, nothing."""

    round: EventId
    given: int | UnsetType = UNSET
    absent: int | UnsetType = UNSET
    declined: int | UnsetType = UNSET
    left: int | UnsetType = UNSET


RoundRow = RoundOut | RoundBack
