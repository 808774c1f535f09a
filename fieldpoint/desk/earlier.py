"""What was in the way of a refusal, said again when it is asked again.

Imports core, store and msgspec.
"""

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import EventId
from fieldpoint.core.rules.facts import Taken
from fieldpoint.database import Connection
from fieldpoint.store import log
from fieldpoint.store.feed.told import given_at
from fieldpoint.store.takings import find_taking


def earlier_of(connection: Connection, row: Handout | Refusal) -> Taken | None:
    """What a refusal said was in its way, when it is asked again."""
    if not isinstance(row, Refusal):
        return None
    if isinstance(row.elsewhere, str):
        return given_at(row.elsewhere, row.prog, row.cycle)
    if row.earlier is None:
        return None
    return find_taking(connection, row.hh or row.card or row.id, row.earlier) or _as_it_was(connection, row.earlier)


def _as_it_was(connection: Connection, earlier: EventId) -> Taken | None:
    """When and where a handout was that has been taken back or moved to another holder since."""
    found = log.find(connection, earlier)
    if found is None or not isinstance(found[0], Handout):
        return None
    row = found[0]
    return Taken(
        programme=row.prog,
        cycle=row.cycle,
        counted_for=row.hh or "",
        quantity=row.qty,
        event_id=row.id,
        at=row.wall,
        desk=row.desk,
    )
