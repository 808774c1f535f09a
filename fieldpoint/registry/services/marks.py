"""What rows of services say to the registry: a step that was reached, or one that does not hold. Imports core."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import UnsetType

from fieldpoint.core.log_rows import Row
from fieldpoint.core.services.rows import ServiceCase, ServiceStep, ServiceTicket
from fieldpoint.registry.store import RegistryStore

_DAY: Final = re.compile(r"1[2-5]\d\d-(0[1-9]|1[0-2])-\d\d", re.ASCII)
OfService = ServiceCase | ServiceStep | ServiceTicket


class ServiceMark(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was reached at a site on a day, how long after the one before, and the handout that it is."""

    event_id: str
    step: str
    site: str
    prog: str
    day: str
    waited: int | None
    handout: str | None


def note_services(store: RegistryStore, site: str, rows: Sequence[Row]) -> None:
    """The rows have their effect; again, they change nothing. Does not commit."""
    said = [row for row in rows if isinstance(row, OfService)]
    undone = [ref for row in said if isinstance(row, ServiceStep) and row.undoes for ref in row.undoes]
    marks = [mark for row in said if (mark := _mark(site, row)) is not None]
    if marks or undone:
        store.add_service_marks(marks)
        store.add_service_undone(site, undone)


def _mark(site: str, row: OfService) -> ServiceMark | None:
    """Of a ticket the first call alone tells a wait; a step that goes back is none that was reached."""
    if isinstance(row, ServiceTicket):
        return None if not row.ticket or isinstance(row.waited_s, UnsetType) else _of(site, row.ticket, "called", row)
    if isinstance(row, ServiceStep) and row.because:
        return None
    return _of(site, row.id, row.step, row)


def _of(site: str, event_id: str, step: str, row: OfService) -> ServiceMark | None:
    """A row without a day that a calendar has counts for no month."""
    if row.day is None or _DAY.fullmatch(row.day) is None:
        return None
    waited = None if isinstance(row, ServiceCase) or isinstance(row.waited_s, UnsetType) else row.waited_s
    return ServiceMark(
        event_id=event_id,
        step=step,
        site=site,
        prog=row.queue if isinstance(row, ServiceTicket) else row.prog,
        day=row.day,
        waited=waited,
        handout=None if isinstance(row, ServiceTicket) else row.handout or None,
    )
