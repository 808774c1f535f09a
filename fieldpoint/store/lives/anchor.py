"""The registry tells the time: once a boot, as a row of the log (design chapter 4.3).

The machine's clock is left as it is, right or wrong: the row says which instant this boot's running milliseconds were
at, and from there every row of the boot has its time. Imports core and its neighbours in the store.
"""

import msgspec

from fieldpoint.clock import Clock, Trust
from fieldpoint.core.act_rows import ClockAnchor
from fieldpoint.database import Connection
from fieldpoint.store import log
from fieldpoint.store.transaction import transaction_on

_RIGHT_MS = 2_000


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the registry's clock said, and how long question and answer took together."""

    at_ms: int
    round_trip_ms: int


def anchor_clock(connection: Connection, clock: Clock, told: Told) -> None:
    """This boot's time is known by the registry's; a wall clock that agrees with it is trusted from now on. Commits."""
    now = clock.now()
    row = connection.execute("SELECT anchored FROM boots WHERE number = ?", (now.boot,)).fetchone()
    if row is None or row[0]:
        return
    err = told.round_trip_ms // 2 + 1
    at = told.at_ms + err
    with transaction_on(connection, now) as tx:
        right = abs(at - tx.now.wall_ms) <= err + _RIGHT_MS
        connection.execute(
            "UPDATE boots SET anchored = 1, trust = max(trust, ?) WHERE number = ?",
            (int(Trust.REGISTRY) if right else 0, now.boot),
        )
        log.append(tx, ClockAnchor(**tx.stamp(), src="registry", err_ms=err, at=at))
