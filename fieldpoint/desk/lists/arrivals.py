"""A list's households on their way in, in slices that a desk hardly notices, and all here at once in the end.

Each slice holds the database for a part of a second; between two of them, while the next is made up, the desks
have it. Nobody sees any of it until the last commit, which is short however long the list is: it adds the
households' rows, and one row of the log for every hundred of them. What a slice needs is made up before it holds the
database: 0.11 s of processor time (median, on a machine with thirty others at work), 0.25 when it was made up within.
"""

from collections.abc import Callable

import msgspec

from fieldpoint import ids
from fieldpoint.clock import Reading
from fieldpoint.core.list_rows import RosterImport
from fieldpoint.core.log_rows import Registrations
from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.desk.register_household import commitment
from fieldpoint.store import log
from fieldpoint.store.lists import arriving
from fieldpoint.store.transaction import Transaction, transaction_on, unwitnessed

Now = Callable[[], Reading]
_SLICE = 2500  # people
_ROW_BYTES = 12 * 1024  # of a row of the log, whose line has 16 KiB at most
_Entry = tuple[HouseholdId, list[PersonId], str]
_ENTRIES = msgspec.json.Decoder(list[_Entry])


class Arrivals:
    """Households of one list: `add` them all, then let them `step_in`. Whoever does holds the lock of imports."""

    def __init__(self, connection: Connection, now: Now) -> None:
        self._connection, self._now = connection, now
        self._waiting: list[arriving.Arriving] = []
        self._entries: list[bytes] = []
        self._people = 0

    def add(self, household: Household, listed: list[bytes]) -> None:
        """One more; `listed` is what the list said of each member. Commits a slice now and then."""
        salt = ids.new_salt()
        self._waiting.append(arriving.arriving(household, salt, listed))
        self._entries.append(_entry(household, salt))
        self._people += len(listed)
        if self._people >= _SLICE:
            self._write()

    def step_in(
        self, op: str, counted: tuple[int, int, int], also: Callable[[Transaction], None] | None = None
    ) -> None:
        """All of them are here, and in the log; `also` is done in the same commit. Nothing is, where nothing came.

        `counted` are households, people and corrections. `Conflict` (`import-overtaken`).
        """
        self._write()
        if not any(counted) and also is None:
            return
        with transaction_on(self._connection, self._now()) as tx:
            for body in arriving.step_in(tx):
                log.append(tx, Registrations(**tx.stamp(), of=_ENTRIES.decode(body)))
            if also is not None:
                also(tx)
            households, people, corrected = counted
            row = RosterImport(**tx.stamp(), households=households, people=people, corrected=corrected, op=op)
            log.append(tx, row)

    def _write(self) -> None:
        rows = _rows(self._entries)
        with unwitnessed(self._connection, self._now()) as tx:
            arriving.arrive(tx, self._waiting)
            arriving.keep_rows(tx, rows)
        self._waiting, self._entries, self._people = [], [], 0


def _entry(household: Household, salt: bytes) -> bytes:
    members = [person.person for person in household.members]
    return msgspec.json.encode((household.household, members, commitment(household, salt)))


def _rows(entries: list[bytes]) -> list[bytes]:
    """The entries in lists that fit a row of the log each."""
    lists: list[list[bytes]] = [[]]
    size = 0
    for entry in entries:
        size += len(entry) + 1
        if size > _ROW_BYTES and lists[-1]:
            lists.append([])
            size = len(entry) + 1
        lists[-1].append(entry)
    return [b"[" + b",".join(one) + b"]" for one in lists if one]
