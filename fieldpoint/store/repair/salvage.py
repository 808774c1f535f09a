"""What can still be read of a damaged database, table by table, into a new one.

A row that lies on a page that does not read is lost, and what is behind it in its table is looked for from the
other end. The log and what is made from it are not taken from here: they come from the witness.
Nor is what finds people: that is made anew from whoever is left.

Imports database and its neighbours in the store.
"""

from collections.abc import Callable, Iterator
from contextlib import closing

from fieldpoint.database import Connection, Value, database_errors
from fieldpoint.errors import FieldpointError
from fieldpoint.store.projected.tables import TABLES

Opener = Callable[[], Connection]
_FROM_THE_LOG = frozenset({*TABLES, "log", "epochs"})


def salvage(opened: Opener, target: Connection) -> list[str]:
    """Every table that is not of the log is filled as far as it reads; answers which did not read to the end.

    `opened` opens the damaged database, again and again: a connection that met one bad page reads nothing any
    more. Does not commit. Foreign keys must be off in the target: a household may be lost and its people not.
    """
    return [table for table in _tables(target) if not _copy(opened, target, table)]


def _tables(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in found.fetchall() if name not in _FROM_THE_LOG]


def _copy(opened: Opener, target: Connection, table: str) -> bool:
    columns = ", ".join(_columns(target, table))
    places = ", ".join("?" for _ in _columns(target, table))
    insert = f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608  our own names
    whole = True
    for order in ("ASC", "DESC"):
        try:
            with database_errors(), closing(opened()) as damaged:
                for row in _rows(damaged, table, columns, order):
                    target.execute(insert, row)
        except FieldpointError:
            whole = False
        if whole:
            break
    return whole


def _rows(damaged: Connection, table: str, columns: str, order: str) -> Iterator[tuple[Value, ...]]:
    key = ", ".join(f"{name} {order}" for name in _key(damaged, table))
    return iter(damaged.execute(f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY {key}"))  # noqa: S608


def _columns(connection: Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]


def _key(connection: Connection, table: str) -> list[str]:
    """What the table is stored by: its primary key where that is its order, else the row's number."""
    found = connection.execute(f"PRAGMA table_list({table})").fetchone()
    if found is None or not found[4]:
        return ["rowid"]
    keyed = [(int(row[5]), str(row[1])) for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
    return [name for place, name in sorted(keyed) if place]
