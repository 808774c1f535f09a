"""What this machine could do at best with the very rows of real handouts, for `fieldpoint bench` alone.

No site ever runs this. It stands in this room because it writes the site's tables, and only here is SQL: the
rows that a real writer has written are written once more into another site's database on the same medium, with
the same settings, in groups and in the same order (COMMIT, then the witness, synced), and one signature of a
card's length is verified for each, without a decision, a codec, a thread or an answer. What the writer reaches of
it is a ratio that holds on any machine.

Imports database, cryptography's Ed25519 and its neighbours in the store.
"""

import os
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldpoint.database import Connection, file_of, transaction
from fieldpoint.store.witness import witness_of
from fieldpoint.store.witness_form import Place, Record, pack

_LINES = "SELECT epoch_no, seq, event_id, type, line, head FROM log WHERE (epoch_no, seq) > (?, ?) AND type = 'handout'"
_TAKINGS = """SELECT event_id, holder, programme, cycle, counted_for, item, slot, event_id, qty, at, desk, place, capped
    FROM takings WHERE event_id IN (SELECT event_id FROM log WHERE (epoch_no, seq) > (?, ?))"""
_SIGNED = bytes(22)  # as many as a card's token signs


class RawHandout(msgspec.Struct, frozen=True, kw_only=True):
    """One handout as it stands: its row of the log, its takings, its record in the witness."""

    line: Sequence[Any]
    takings: Sequence[Sequence[Any]]
    record: bytes


def handouts_after(connection: Connection, place: Place) -> list[RawHandout]:
    """Every handout that stands after a place of the log, in order."""
    takings = _by_handout(connection, _TAKINGS, place)
    return [
        RawHandout(
            line=row,
            takings=takings[row[2]],
            record=pack(Record(row[0], row[1], row[5], row[4])),
        )
        for row in connection.execute(_LINES + " ORDER BY epoch_no, seq", place)
    ]


class RawLimit:
    """Writes handouts that were decided elsewhere into a site's database and witness, as fast as they go."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        key = Ed25519PrivateKey.from_private_bytes(bytes(32))
        self._public, self._signature = key.public_key(), key.sign(_SIGNED)
        self._witness = os.open(witness_of(file_of(connection)), os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)

    def close(self) -> None:
        """Lets both files go."""
        os.close(self._witness)
        self._connection.close()

    def write(self, handouts: Sequence[RawHandout], group: int) -> None:
        """All stand, each group committed and then synced in the witness."""
        for start in range(0, len(handouts), group):
            together = handouts[start : start + group]
            with transaction(self._connection):
                for one in together:
                    self._write_one(one)
            os.write(self._witness, b"".join(one.record for one in together))
            os.fdatasync(self._witness)

    def _write_one(self, one: RawHandout) -> None:
        self._public.verify(self._signature, _SIGNED)
        write = self._connection.execute
        write("INSERT INTO log (epoch_no, seq, event_id, type, line, head) VALUES (?, ?, ?, ?, ?, ?)", one.line)
        for taking in one.takings:
            write(
                """INSERT INTO takings
                   (holder, programme, cycle, counted_for, item, slot, event_id, qty, at, desk, place, capped)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                taking,
            )


def hurry(connection: Connection) -> None:
    """What this connection commits is not synced, and more pages wait in memory: to fill a scratch site."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -64000")


def _by_handout(connection: Connection, sql: str, place: Place) -> defaultdict[str, list[Sequence[Any]]]:
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for event_id, *values in connection.execute(sql, place):
        found[event_id].append(values)
    return found
