"""What the registry's two databases do differently, each in its own way, under the same queries.

How a transaction begins, how a site is locked, how many rows go in at once, how a long answer is read. A
place for a value is `?` in every query, whatever the database calls it.

Imports the types of database.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

import msgspec

from fieldpoint.database import Cursor, Value

# Settling cases, adding to the registry's own log, counting months.
Lock = Literal["settle", "audit", "count"]
# The columns of a table in order, with what PostgreSQL calls the type of each.
Columns = Mapping[str, str]


def listed(texts: Iterable[str | int]) -> str:
    """Many texts or numbers as one value, for `Engine.several`."""
    return msgspec.json.encode(list(texts)).decode()


class Engine(Protocol):
    """A database under the queries.

    `several` is a query for the texts of one list, in a column `one`; the place in it takes what `listed` makes. With a
    place for each text PostgreSQL would plan every query anew.
    """

    several: str

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together or not at all."""
        ...

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> None:
        """Run one statement for every row of values."""
        ...

    def stream(self, sql: str, values: Sequence[Value] = (), /) -> Iterator[tuple[Any, ...]]:
        """The rows of a long answer, without all of them in memory."""
        ...

    def lock_site(self, site: str) -> None:
        """No other transaction writes rows of this site until this one ends."""
        ...

    def insert_many(self, table: str, columns: Columns, rows: Iterable[Sequence[Value]], /) -> None:
        """The rows are in the table; one whose place is taken changes nothing."""
        ...

    def lock_alone(self, what: Lock, /) -> None:
        """No other transaction does this kind of work until this one ends."""
        ...

    def is_current(self) -> bool:
        """Whether the tables are still those of this version."""
        ...

    def close(self) -> None:
        """Let the database go."""
        ...
