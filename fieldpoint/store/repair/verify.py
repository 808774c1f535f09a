"""Is everything as the log says? Pages, chain, the tables made from the log, the witness; the first fault is named.

Imports database, errors, core and its neighbours in the store.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fieldpoint.database import Connection, create_database, database_errors, transaction, unreadable_pages
from fieldpoint.errors import Broken, Code
from fieldpoint.store import log
from fieldpoint.store.projected.tables import TABLES
from fieldpoint.store.repair.projections import project_all
from fieldpoint.store.site import Site, make_tables
from fieldpoint.store.witness import Witness, witness_of
from fieldpoint.store.witness_form import NO_RECORD, look_through, records, rows_after


def verify(site: Site) -> int:
    """Everything is whole; answers how many rows the log has. Writes nothing that stays.

    `Broken` with the first fault: `database-damaged`, `chain-broken` (epoch, seq), `projection-wrong` (table,
    row), `witness-damaged` or `witness-diverged` (seq).
    """
    path = witness_of(site.database)
    with closing(Witness(path)) as witness, witness.held():
        content = witness.read()  # before the database is looked at: that may only hold more
    with database_errors(site.database.name), closing(site.connect(read_only=True)) as connection:
        connection.execute("BEGIN")  # one moment for everything, while a server goes on writing
        # Twice, because a server may be writing the very page that is read.
        pages = unreadable_pages(connection) and unreadable_pages(connection)
        if pages:
            raise Broken(Code.DATABASE_DAMAGED, file=site.database.name, pages=pages)
        rows = log.verify(connection)
        _compare_tables(connection, site)
        compare_witness(connection, path, content)
    return rows


def _compare_tables(connection: Connection, site: Site) -> None:
    """Makes the tables again in an encrypted file that is thrown away: a city's log may not fit into memory."""
    with (
        TemporaryDirectory(prefix="verify-", dir=site.folder) as scratch,
        closing(create_database(Path(scratch, "scratch.db"), site.key)) as again,
    ):
        again.execute("PRAGMA synchronous = OFF")  # nobody needs it after a power cut
        make_tables(again)
        with transaction(again):
            project_all(connection, again)
        for table, columns in TABLES.items():
            _compare_table(table, _rows(connection, table, columns), _rows(again, table, columns))


def _compare_table(table: str, there: Iterator[tuple[Any, ...]], by_the_log: Iterator[tuple[Any, ...]]) -> None:
    for number, (row, right) in enumerate(zip_longest(there, by_the_log), start=1):
        if row != right:
            raise Broken(Code.PROJECTION_WRONG, table=table, row=number)


def _rows(connection: Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    return iter(connection.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}"))  # noqa: S608  our own names


def compare_witness(connection: Connection, path: Path, content: bytes) -> None:
    """A witness's content has the rows of the log, one by one.

    Rows that were committed a moment ago may not have reached it yet. `Broken` (`witness-damaged`,
    `witness-diverged`) with the first row that is not as it must be.
    """
    found = look_through(content)
    if found.whole != found.size:
        raise Broken(Code.WITNESS_DAMAGED, file=path.name, seq=found.last.seq + 1)
    rows = rows_after(connection, NO_RECORD.place)
    for kept, _ in records(content):
        if kept != next(rows, None):
            raise Broken(Code.WITNESS_DIVERGED, file=path.name, seq=kept.seq)
