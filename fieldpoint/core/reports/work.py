"""What the rows of a day's work come to beside handouts and stock: services, rounds, nights, gifts, campaigns.

A row counts in the report it was written in, and what was taken back within it counts for nothing. Services and
rounds are added up by the very functions that add up their months (core/services/count.py, core/rounds/count.py).

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec import UNSET

from fieldpoint.core.names import EventId
from fieldpoint.core.rounds.count import RoundCount, count_rounds, walked
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.core.services.count import Mark, ServiceCount, add_up
from fieldpoint.core.services.rows import ServiceCase, ServiceStep, ServiceTicket
from fieldpoint.core.work.kinds import Work, kind_of

_Marked = ServiceCase | ServiceStep | ServiceTicket


class DayWork(msgspec.Struct, frozen=True, kw_only=True):
    """What a day's work comes to; `kinds` counts the rows of each kind (core/work/kinds.py), by its name."""

    services: Sequence[ServiceCount] = ()
    rounds: RoundCount = RoundCount()
    kinds: Sequence[tuple[str, int]] = ()


def day_work(rows: Sequence[Work], voided: Collection[EventId]) -> DayWork:
    """The work of these rows; `voided` are the handouts that were taken back among them."""
    kinds = Counter(kind_of(row) for row in rows)
    return DayWork(
        services=add_up(_marks(rows, voided)),
        rounds=count_rounds(walked(row for row in rows if isinstance(row, RoundOut | RoundBack))),
        kinds=sorted(kinds.items()),
    )


def _marks(rows: Iterable[Work], voided: Collection[EventId]) -> Iterator[Mark]:
    marked = [row for row in rows if isinstance(row, _Marked)]
    gone = {ref for row in marked if isinstance(row, ServiceStep) and row.undoes for ref in row.undoes}
    for row in marked:
        if isinstance(row, ServiceTicket):
            if row.ticket and row.waited_s is not UNSET:
                yield Mark(event_id=row.ticket, programme=row.queue, step="called", day=row.day, waited_s=row.waited_s)  # type: ignore[arg-type]
        elif not (isinstance(row, ServiceStep) and row.because):
            yield _mark(row, undone=row.id in gone or (bool(row.handout) and row.handout in voided))


def _mark(row: ServiceCase | ServiceStep, *, undone: bool) -> Mark:
    waited = row.waited_s if isinstance(row, ServiceStep) and row.waited_s is not UNSET else None
    return Mark(event_id=row.id, programme=row.prog, step=row.step, day=row.day, waited_s=waited, undone=undone)
