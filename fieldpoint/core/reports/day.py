"""All that the printed sheet of a day says, from the log's rows alone, so that a reprint is the same for ever.

The close has the sums. What it has no room for is read off the rows that it closed: why something was not given, why
it was taken back, which overrides there were. What programmes are called is what their rows said up to the close.

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from fieldpoint.core.act_rows import DayClose, OverrideConfirm, ProgrammeSet, Void
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.day_sheet import ALREADY_VOIDED, QUARANTINED, SECOND_MISSING, Counted, every_line
from fieldpoint.core.day_totals import LineTotal
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Head, ProgrammeCode
from fieldpoint.core.reports.work import DayWork, day_work
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.work.kinds import Work

_RULE: Final = msgspec.json.Decoder(Programme)


class ProgrammeName(msgspec.Struct, frozen=True, kw_only=True):
    """What people call a programme, the organisation that it is of ('' where it names none), and what it gives."""

    title: str
    organisation: str = ""
    item: str = ""
    item_title: str = ""


Names = Mapping[ProgrammeCode, ProgrammeName]


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was given although it was refused: its row, and whether a second person is awaited still."""

    seq: int
    programme: ProgrammeCode
    quantity: int
    operator: str
    second: str
    awaited: bool


class DayFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on a sheet. `head` is the log's head after the close; None while the day is open.

    `refused` and `voided` count rows by their reason, most first. `work` is what was done besides. `practice`: it is of
    a site to train at.
    """

    site: str
    close: DayClose
    head: Head | None
    names: Names
    lines: Sequence[LineTotal]
    refused: Sequence[tuple[str, int]]
    voided: Sequence[tuple[str, int]]
    overrides: Sequence[Override]
    work: DayWork = DayWork()
    practice: bool = False


def names_of(rows: Iterable[ProgrammeSet]) -> dict[ProgrammeCode, ProgrammeName]:
    """What programmes are called by the last row about each; one whose rule cannot be read keeps its code."""
    read = ((row.prog, name_in(bytes(row.rule))) for row in rows)
    return {programme: name for programme, name in read if name is not None}


def name_in(rule: bytes) -> ProgrammeName | None:
    """What a rule as JSON calls its programme; nothing where it cannot be read here."""
    try:
        read = _RULE.decode(rule)
    except UNREADABLE:
        return None
    return ProgrammeName(
        title=read.title_fa,
        organisation=read.organisation or "",
        item=read.item,
        item_title=read.item_title_fa or read.title_fa,
    )


def name_of(names: Names, programme: ProgrammeCode) -> ProgrammeName:
    """What a programme is called; one that nobody named is called by its code."""
    return names.get(programme) or ProgrammeName(title=programme)


def item_of(names: Names, item: str) -> str:
    """What an item is called, by the programme that gives it."""
    return next((one.item_title for one in names.values() if one.item == item), item)


class DayRows(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a report: those that its close counts, and those of the work besides."""

    counted: Sequence[Counted]
    work: Sequence[Work] = ()


def day_facts(site: str, close: DayClose, names: Names, found: DayRows) -> DayFacts:
    """The sheet of a close and its rows, without a head."""
    rows = found.counted
    refused = Counter(row.reason for row in rows if isinstance(row, Refusal))
    voided = Counter(row.reason for row in rows if isinstance(row, Void) and ALREADY_VOIDED not in (row.flags or ()))
    return DayFacts(
        site=site,
        close=close,
        head=None,
        names=names,
        lines=every_line(rows) if close.more else close.lines,
        refused=_most_first(refused),
        voided=_most_first(voided),
        overrides=_overrides(rows),
        work=day_work(found.work, {row.ref for row in rows if isinstance(row, Void)}),
    )


def _most_first(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _overrides(rows: Sequence[Counted]) -> list[Override]:
    confirmed = {row.ref: row.second for row in rows if isinstance(row, OverrideConfirm)}
    gone = {row.ref for row in rows if isinstance(row, Void)}
    return [
        Override(
            seq=row.seq,
            programme=row.prog,
            quantity=row.qty,
            operator=row.op,
            second=row.second or confirmed.get(row.id, ""),
            awaited=SECOND_MISSING in (row.flags or ()) and row.id not in confirmed and row.id not in gone,
        )
        for row in rows
        if isinstance(row, Handout) and row.overrides is not None and QUARANTINED not in (row.flags or ())
    ]
