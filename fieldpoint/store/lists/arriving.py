"""People of a list on their way in: written slice by slice, seen by nobody until one last small commit.

A household is here when its row in `households` is. Its people may stand in `people` before: whoever looks for
people comes from their household. So a long list is written in slices between which the desks go on, and the last
commit only adds the households' rows and the log's. What a killed import leaves is swept by the next one.

Imports database and its neighbours in the store.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from fieldpoint.core.people import Household
from fieldpoint.data_folder import locked
from fieldpoint.database import Connection, Value, transaction
from fieldpoint.errors import Code, Conflict
from fieldpoint.store.people import Listed, add_listed, listed_people
from fieldpoint.store.transaction import Transaction

_FILE = "import.lock"
_SWEPT_AT_ONCE = 500
_COLUMNS = "household, office, code, neighbourhood, registered_on, salt"


@contextmanager
def import_lock(folder: Path) -> Generator[None]:
    """Nobody else imports here, in whatever process. `Conflict` (`import-running`) at once when somebody does."""
    with locked(folder, _FILE, Code.IMPORT_RUNNING):
        yield


@contextmanager
def before_their_households(connection: Connection) -> Generator[None]:
    """On this connection people may stand before their household does."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def sweep(connection: Connection) -> None:
    """Whoever was on the way in when an import ended is gone. Commits, in slices; needs the lock of imports."""
    waiting = "SELECT household FROM arriving_households LIMIT ?"
    while found := connection.execute(waiting, (_SWEPT_AT_ONCE,)).fetchall():
        with transaction(connection):
            connection.executemany("DELETE FROM people WHERE household = ?", found)
            connection.executemany("DELETE FROM arriving_households WHERE household = ?", found)
    with transaction(connection):
        connection.execute("DELETE FROM arriving_rows")


class Arriving(NamedTuple):
    """A household on its way in, with its people, as the tables keep them."""

    row: tuple[Value, ...]
    people: Listed


def arriving(household: Household, salt: bytes, listed: Sequence[bytes]) -> Arriving:
    """The household, the salt of its commitment, and what the list said of each member, hashed."""
    values = (household.household, household.office, household.code, household.neighbourhood, household.registered_on)
    return Arriving((*values, salt), listed_people(household, listed))


def arrive(tx: Transaction, several: Sequence[Arriving]) -> None:
    """Households and their people are on their way in. Does not commit."""
    tx.connection.executemany(
        f"INSERT INTO arriving_households ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608  our own columns
        [one.row for one in several],
    )
    add_listed(tx, [one.people for one in several])


def note_listed(tx: Transaction, said: Iterable[tuple[bytes, str]]) -> None:
    """What a list said last of people: its hash and the person. Does not commit."""
    tx.connection.executemany("UPDATE people SET listed = ? WHERE person = ?", said)


def keep_rows(tx: Transaction, bodies: Iterable[bytes]) -> None:
    """What the log will say of those who arrive waits with them. Does not commit."""
    tx.connection.executemany("INSERT INTO arriving_rows (body) VALUES (?)", ((body,) for body in bodies))


def step_in(tx: Transaction) -> list[bytes]:
    """All who were on the way in are here; answers what the log must say of them, in its order. Does not commit.

    `Conflict` (`import-overtaken`) when one of their codes was given to another household meanwhile.
    """
    execute = tx.connection.execute
    taken = execute("SELECT 1 FROM arriving_households a JOIN households h USING (office, code) LIMIT 1").fetchone()
    if taken is not None:
        raise Conflict(Code.IMPORT_OVERTAKEN)
    execute(
        f"INSERT INTO households ({_COLUMNS}, listed) SELECT {_COLUMNS}, neighbourhood"  # noqa: S608  our own columns
        " FROM arriving_households ORDER BY household"
    )
    bodies = [bytes(body) for (body,) in execute("SELECT body FROM arriving_rows ORDER BY number")]
    execute("DELETE FROM arriving_rows")
    execute("DELETE FROM arriving_households")
    return bodies


def listed_of(connection: Connection, household: str) -> dict[str, bytes]:
    """What a list said last of the people of a household, hashed; nobody whom no list has named."""
    found = connection.execute(
        "SELECT person, listed FROM people WHERE household = ? AND listed IS NOT NULL", (household,)
    )
    return {str(person): bytes(listed) for person, listed in found}


def move_listed(tx: Transaction, household: str, said: str) -> bool:
    """A household lives where the list says, unless that was changed here since; answers whether it moved."""
    found = tx.connection.execute(
        "SELECT neighbourhood, listed FROM households WHERE household = ?", (household,)
    ).fetchone()
    if found is None or not said or found[0] == said or found[0] != found[1]:
        return False
    values: tuple[Value, ...] = (said, said, household)
    tx.connection.execute("UPDATE households SET neighbourhood = ?, listed = ? WHERE household = ?", values)
    return True
