"""Why a new life of the log must begin: kept until it has begun, so that a restart forgets nothing.

Imports database and core.
"""

from collections.abc import Iterable
from typing import Final, Literal, cast

from fieldpoint.core.names import Head
from fieldpoint.database import Connection

Reason = Literal["moved", "fork", "rollback", "restored"]
# The log is an older copy: what is written now would stand where others were shown other rows.
_SET_BACK: Final = frozenset({"rollback", "restored"})
_WEIGHT: Final = {"moved": 0, "fork": 1, "rollback": 2, "restored": 3}


def due(connection: Connection) -> Reason | None:
    """Why a new life must begin, or nothing."""
    row = connection.execute("SELECT reason FROM epoch_due").fetchone()
    return None if row is None else cast("Reason", row[0])


def is_set_back(connection: Connection) -> bool:
    """Whether the log is known to be an older copy, so that nothing is handed over until a new life begins."""
    return due(connection) in _SET_BACK


def graver(one: Reason | None, other: Reason | None) -> Reason | None:
    """The graver of two reasons, where there is one: a card that was copied to another file may be an old copy too."""
    return max((reason for reason in (one, other) if reason), key=lambda reason: _WEIGHT[reason], default=None)


def set_due(connection: Connection, reason: Reason, now_ms: int) -> None:
    """A new life must begin; a graver reason stays. Does not commit."""
    before = due(connection)
    if before is not None and _WEIGHT[before] >= _WEIGHT[reason]:
        return
    connection.execute(
        "INSERT INTO epoch_due (one, reason, found_at) VALUES (1, ?, ?)"
        " ON CONFLICT (one) DO UPDATE SET reason = excluded.reason, found_at = excluded.found_at",
        (reason, now_ms),
    )


def ease_due(connection: Connection) -> None:
    """A log that was thought to be behind went on in another way: it is a fork. Does not commit."""
    connection.execute("UPDATE epoch_due SET reason = 'fork' WHERE reason = 'rollback'")


def clear_due(connection: Connection, lost: Iterable[str]) -> None:
    """The new life has begun; tablets that were shown rows of these lives bring them again. Does not commit."""
    connection.execute("DELETE FROM epoch_due")
    connection.executemany(
        "INSERT INTO lost_epochs (epoch) VALUES (?) ON CONFLICT DO NOTHING", ((one,) for one in lost)
    )


Word = Literal["held", "lost", "contradicts"]


def judge(connection: Connection, epoch: str, seq: int, head: bytes) -> Word:
    """What a receipt that a tablet was shown is to this log.

    `held`: the row stands. `lost`: it stood in a life that is over, and this log went on without it; whoever has it
    brings it again. `contradicts`: this log is an older copy, or another.
    """
    known = connection.execute(
        "SELECT number, genesis, number = (SELECT max(number) FROM epochs) FROM epochs WHERE epoch = ?", (epoch,)
    ).fetchone()
    if known is None:
        row = connection.execute("SELECT 1 FROM lost_epochs WHERE epoch = ?", (epoch,)).fetchone()
        return "contradicts" if row is None else "lost"
    number, genesis, newest = known
    there = connection.execute("SELECT head FROM log WHERE epoch_no = ? AND seq = ?", (number, seq)).fetchone()
    stood = Head(genesis) if seq == 0 else None if there is None else Head(there[0])
    if stood == head:
        return "held"
    return "contradicts" if newest else "lost"
