"""The registry's database in SQLite: one encrypted file, one connection, one thread at a time.

Imports database.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from fieldpoint.database import Connection, Cursor, Value, transaction
from fieldpoint.registry.engines.engine import Columns, Lock


class SqliteEngine:
    """`Engine` over one open connection."""

    several = "SELECT value AS one FROM json_each(?)"

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        # Ids are random, so rows of one batch touch pages all over the indexes; the centre has room for them.
        connection.execute("PRAGMA cache_size = -32000")
        # The same pages are written batch after batch; the more batches between, the fewer times they reach the file.
        connection.execute("PRAGMA wal_autocheckpoint = 16000")
        self._version = self._user_version()

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

    def lock_alone(self, _what: Lock, /) -> None:
        """Nothing is left to do, as above."""

    def insert_many(self, table: str, columns: Columns, rows: Iterable[Sequence[Value]], /) -> None:
        """The rows are in the table; one whose place is taken changes nothing."""
        places = ", ".join("?" * len(columns))
        names = ", ".join(columns)
        self._db.executemany(f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING", rows)  # noqa: S608

    def is_current(self) -> bool:
        """Whether the file's version is the one it was opened with."""
        return self._user_version() == self._version

    def _user_version(self) -> int:
        row = self._db.execute("PRAGMA user_version").fetchone()
        return row[0] if row else 0

    def close(self) -> None:
        """Let the database go."""
        self._db.close()
