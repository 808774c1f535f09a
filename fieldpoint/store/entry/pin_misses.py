"""Wrong PINs, counted for each tablet and name, and the locks that ten of them make.

No wall clock is asked: what waits, waits by the boot's own clock, and after another boot from that boot's
beginning; and the day that a hundred misses belong to is the business day that a person opened. So neither a clock
that jumps nor a power cut frees a guess. Locks of people who are known here are rows of the log.

Imports core, database and its neighbours in the store.
"""

import msgspec

from fieldpoint.clock import Reading
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.database import Connection
from fieldpoint.store.days import last_day
from fieldpoint.store.transaction import Transaction

_MOST_WHO = 500  # names that nobody has, kept for one tablet; the oldest are forgotten first


class Misses(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong PINs for one name at one tablet: in a row, and on the last business day; and how long ago the last."""

    in_a_row: int = 0
    of_day: int = 0
    age_ms: int = 0


def misses(connection: Connection, tablet: TabletId, who: str, now: Reading) -> Misses:
    """What is counted. After another boot the last miss is as old as this boot, which is less than the truth."""
    row = connection.execute(
        "SELECT in_a_row, of_day, day, boot, mono FROM pin_misses WHERE tablet = ? AND who = ?", (tablet, who)
    ).fetchone()
    if row is None:
        return Misses()
    in_a_row, of_day, day, boot, mono = row
    age = now.mono_ms - (mono if boot == now.boot else 0)
    return Misses(in_a_row=in_a_row, of_day=of_day if day == _today(connection) else 0, age_ms=age)


def add_miss(tx: Transaction, tablet: TabletId, who: str) -> None:
    """One more. Does not commit."""
    before = misses(tx.connection, tablet, who, tx.now)
    tx.connection.execute(
        """INSERT INTO pin_misses (tablet, who, in_a_row, of_day, day, boot, mono) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET in_a_row = excluded.in_a_row, of_day = excluded.of_day, day = excluded.day,
           boot = excluded.boot, mono = excluded.mono""",
        (
            *(tablet, who, before.in_a_row + 1, before.of_day + 1),
            *(_today(tx.connection), tx.now.boot, tx.now.mono_ms),
        ),
    )
    tx.connection.execute(
        """DELETE FROM pin_misses WHERE tablet = ?1 AND who LIKE '?%' AND who NOT IN (SELECT who FROM pin_misses
           WHERE tablet = ?1 AND who LIKE '?%' ORDER BY boot DESC, mono DESC LIMIT ?2)""",
        (tablet, _MOST_WHO),
    )


def take_back_miss(tx: Transaction, tablet: TabletId, who: str) -> None:
    """The last one was none: the PIN was right, and a new row of misses begins. Does not commit."""
    tx.connection.execute(
        "UPDATE pin_misses SET in_a_row = 0, of_day = of_day - 1 WHERE tablet = ? AND who = ?", (tablet, who)
    )


def is_locked(connection: Connection, tablet: TabletId, operator: OperatorId) -> bool:
    """Whether somebody waits at this tablet for a new PIN."""
    found = connection.execute("SELECT 1 FROM pin_locks WHERE tablet = ? AND operator = ?", (tablet, operator))
    return found.fetchone() is not None


def lock(tx: Transaction, tablet: TabletId, operator: OperatorId) -> None:
    """Somebody waits at this tablet for a new PIN. Does not commit."""
    tx.connection.execute(
        "INSERT INTO pin_locks (tablet, operator) VALUES (?, ?) ON CONFLICT DO NOTHING", (tablet, operator)
    )


def _today(connection: Connection) -> str:
    return last_day(connection) or ""
