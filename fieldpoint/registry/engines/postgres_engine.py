"""The registry's database in PostgreSQL 15 or later: one connection of a process, any number of processes.

A connection that was lost is made anew with the next transaction; what was open when it broke is rolled back
by the server, and the site sends it again. PostgreSQL alone decides whether it is reachable, writable or
full; each of these is `Unavailable`, so a site keeps its rows and comes again.

Imports psycopg, the types of the engine and the steps.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, LiteralString, cast

import psycopg
from psycopg import errors as pg
from psycopg import sql

from fieldpoint.database import Cursor, Value
from fieldpoint.errors import Broken, Code, Conflict, Unavailable
from fieldpoint.registry.engines.engine import Columns, Lock
from fieldpoint.registry.engines.postgres_steps import STEPS

_CONNECT_S = 10
_TIME_OUT = "SET statement_timeout = '60s'"
_ROWS_A_FETCH = 2_000
_ONE_MIGRATION = 0x66_70_72_67  # the advisory lock under which one process alone changes the tables
_ALONE: Mapping[Lock, int] = {"settle": 0x66_70_63_61, "audit": 0x66_70_61_75, "count": 0x66_70_63_6F}
_OLDEST = 150_000


class PostgresEngine:
    """`Engine` over one connection, which is made when it is first needed."""

    several = "SELECT jsonb_array_elements_text(CAST(? AS JSONB)) AS one"

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._open: psycopg.Connection[tuple[Any, ...]] | None = None

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Everything inside is committed together or not at all."""
        with _our_errors(), self._connection().transaction():
            yield

    def execute(self, query: str, values: Sequence[Value] = (), /) -> Cursor:
        """Run one statement."""
        with _our_errors():
            return cast("Cursor", self._connection().execute(_placed(query), values))

    def executemany(self, query: str, rows: Iterable[Sequence[Value]], /) -> None:
        """Run one statement for every row of values, sent ahead of their answers."""
        with _our_errors(), self._connection().cursor() as cursor:
            cursor.executemany(_placed(query), rows)

    def stream(self, query: str, values: Sequence[Value] = (), /) -> Iterator[tuple[Any, ...]]:
        """The rows as a cursor of the server hands them out; the answer is one moment's."""
        with _our_errors():
            db = self._connection()
            with db.transaction(), db.cursor(name="stream") as cursor:
                cursor.itersize = _ROWS_A_FETCH
                yield from cursor.execute(_placed(query), values)

    def lock_site(self, site: str) -> None:
        """The site's row is ours until the transaction ends: two batches of one site wait for each other."""
        self.execute("SELECT 1 FROM sites WHERE site = ? FOR NO KEY UPDATE", (site,))

    def lock_alone(self, what: Lock, /) -> None:
        """One process alone: it must see what all others have committed, and none may write over it."""
        self.execute("SELECT pg_advisory_xact_lock(?)", (_ALONE[what],))

    def insert_many(self, table: str, columns: Columns, rows: Iterable[Sequence[Value]], /) -> None:
        """The rows are in the table; one whose place is taken changes nothing.

        COPY is several times as quick as INSERT, and cannot say ON CONFLICT. Rows are new but for few, so they are
        copied as if all were; when one is not, that is taken back and they go by a table of the session's own.
        """
        new = list(rows)
        if not new:
            return
        into, names = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        with _our_errors(), self._connection().cursor() as cursor:
            try:
                with self._connection().transaction():
                    _copy(cursor, into, columns, new)
            except pg.UniqueViolation:
                arrived = sql.Identifier(f"arrived_{table}")
                make = "CREATE TEMP TABLE IF NOT EXISTS {} (LIKE {} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS"
                cursor.execute(sql.SQL(make).format(arrived, into))
                _copy(cursor, arrived, columns, new)
                copied = "INSERT INTO {} ({}) SELECT {} FROM {} ON CONFLICT DO NOTHING"
                cursor.execute(sql.SQL(copied).format(into, names, names, arrived))
                cursor.execute(sql.SQL("DELETE FROM {}").format(arrived))

    def is_current(self) -> bool:
        """Whether no other process took a step that this version does not know."""
        row = self.execute("SELECT count(*) FROM steps").fetchone()
        return row is not None and row[0] == len(STEPS)

    def close(self) -> None:
        """Let the database go."""
        if self._open is not None:
            self._open.close()

    def bring_up(self) -> None:
        """The tables are those of this version. Commits.

        `Broken`: `postgres-unfit`, `database-newer`.
        """
        with _our_errors():
            db = self._connection()
            if db.info.server_version < _OLDEST:
                raise Broken(Code.POSTGRES_UNFIT)
            with db.transaction():
                db.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_MIGRATION,))
                db.execute("CREATE TABLE IF NOT EXISTS steps (number INTEGER PRIMARY KEY)")
                taken = db.execute("SELECT count(*) FROM steps").fetchone()
                done = taken[0] if taken else 0
                if done > len(STEPS):
                    raise Broken(Code.DATABASE_NEWER, file="PostgreSQL")
                for number, step in enumerate(STEPS[done:], start=done + 1):
                    db.execute(step)
                    db.execute("INSERT INTO steps (number) VALUES (%s)", (number,))

    def _connection(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._open is None or self._open.closed:
            self._open = psycopg.connect(
                self._dsn,
                autocommit=True,
                connect_timeout=_CONNECT_S,
                application_name="fieldpoint-registry",
            )
            # An answer to a site is a promise: nothing is promised that a power cut could take back.
            self._open.execute("SET synchronous_commit = on")
            self._open.execute(_TIME_OUT)
        return self._open


def _copy(cursor: psycopg.Cursor[Any], into: sql.Identifier, columns: Columns, rows: Iterable[Sequence[Value]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(into, names)) as copy:
        copy.set_types(list(columns.values()))
        for row in rows:
            copy.write_row(row)


@cache
def _placed(query: str) -> LiteralString:
    return cast("LiteralString", query.replace("?", "%s"))


@contextmanager
def _our_errors() -> Generator[None]:
    """Turns the driver's errors into ours; what it says may name rows, so it goes nowhere."""
    try:
        yield
    except pg.UniqueViolation as fault:
        raise Conflict(Code.BATCH_BUSY) from fault
    except (pg.DiskFull, pg.OutOfMemory) as fault:
        raise Unavailable(Code.DISK_FULL) from fault
    except (
        psycopg.OperationalError,
        psycopg.InterfaceError,
        pg.ReadOnlySqlTransaction,
        pg.SerializationFailure,
        pg.DeadlockDetected,
    ) as fault:
        raise Unavailable(Code.REGISTRY_DATABASE_AWAY) from fault
    except psycopg.Error as fault:
        raise Broken(Code.DATABASE_UNREADABLE, file="PostgreSQL") from fault
