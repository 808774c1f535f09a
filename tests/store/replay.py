"""The tables that are made from the log, made from it once more and compared."""

from typing import Any

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import Head
from fieldpoint.database import Connection
from fieldpoint.store import effects
from fieldpoint.store.transaction import LogHead, Transaction

_TABLES = (
    "takings",
    "voids",
    "confirmations",
    "overridden",
    "paper_lines",
    "tablet_counts",
    "tablets",
    "operators",
    "pin_locks",
    "operator_rights",
    "merges",
    "splits",
    "erasures",
)
_RULES = ("programmes", "moon_shifts", "capped", "alternates", "blocked_collectors")
_KEPT = (
    "UPDATE cards SET state = 'printed', household = NULL",
    "UPDATE households SET merged_into = NULL",
    "UPDATE days SET closed_epoch_no = NULL, closed_seq = NULL",
)
_LOOK = (
    *(f"SELECT * FROM {table}" for table in (*_TABLES, *_RULES)),  # noqa: S608  our own names
    "SELECT card, state, household FROM cards",
    "SELECT household, merged_into FROM households",
    "SELECT person, household, ordinal, is_head FROM people",
    "SELECT day, closed_epoch_no, closed_seq FROM days",
)


def replayed(connection: Connection) -> tuple[list[Any], list[Any]]:
    """What the tables hold, and what the log's rows alone make of them; nothing is changed."""
    before = _look(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql in (*(f"DELETE FROM {table}" for table in (*_TABLES, *_RULES)), *_KEPT):  # noqa: S608  our own names
            connection.execute(sql)
        rows = connection.execute("SELECT epoch_no, seq, line, head FROM log ORDER BY epoch_no, seq").fetchall()
        for epoch_no, seq, line, head in rows:
            row = decode_row(line)
            now = Reading(boot=row.boot, mono_ms=row.mono, wall_ms=row.wall, trust=Trust(row.tq))
            effects.apply(Transaction(connection, LogHead(epoch_no, seq, Head(head)), now), row)
        return before, _look(connection)
    finally:
        connection.execute("ROLLBACK")


def _look(connection: Connection) -> list[Any]:
    return [sorted(map(repr, connection.execute(sql).fetchall())) for sql in _LOOK]
