"""The registry's database in SQLite: one encrypted file, one connection, one thread at a time.

Imports database and the shapes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from fieldpoint.database import Connection, Cursor, Value, transaction
from fieldpoint.registry.tables.shapes import StoredRow


class SqliteEngine:
    """`Engine` over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together or not at all."""
        return transaction(self._db)

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Cursor:
        """Run one statement."""
        return self._db.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> None:
        """Run one statement for every row of values."""
        self._db.executemany(sql, rows)

    def stream(self, sql: str, values: Sequence[Value] = (), /) -> Iterator[tuple[Any, ...]]:
        """The rows as SQLite steps through them."""
        return iter(self._db.execute(sql, values))

    def lock_site(self, site: str) -> None:
        """Nothing is left to do: the open transaction is the only writer of the whole file."""

    def add_rows(self, epoch_no: int, rows: Iterable[StoredRow]) -> None:
        """The rows are held; one whose place is taken changes nothing."""
        self._db.executemany(
            "INSERT INTO events (epoch_no, seq, event_id, type, line, prev, head, quarantine)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (epoch_no, seq) DO NOTHING",
            ((epoch_no, row.seq, row.event_id, row.type, row.line, row.prev, row.head, row.quarantine) for row in rows),
        )

    def close(self) -> None:
        """Let the database go."""
        self._db.close()
