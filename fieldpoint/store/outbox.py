"""What the registry does not hold yet, and what is known of the registry (design chapter 4.8).

The log is the outbox: a row is unsent while it lies above the mark, and the mark is the registry's number.
Sealed batches are kept until the mark passes them, because a batch is sent again exactly as it was.

Imports core, database and its neighbours in the store.
"""

import msgspec

from fieldpoint.core.names import Head
from fieldpoint.database import Connection


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """The one registry this site speaks to: its address, the site's token there, the key of its answers.

    `authority` is the certificate authority (PEM) its https is checked with, where one was pinned by hand.
    """

    url: str
    token: str
    public: bytes
    authority: str | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """When the registry was last heard of (ms of UTC), and the code of what stands in the way, if anything."""

    at: int | None
    code: str | None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One epoch of the log: its name on the wire, the last row the registry holds, the last row that is to be sent.

    What a life that has `ended` wrote above `last` is sent from a later one, which carries it.
    """

    epoch_no: int
    epoch: str
    mark: int
    last: int
    ended: bool = False


class SealedBatch(msgspec.Struct, frozen=True, kw_only=True):
    """A batch as it is sent. `tries` counts sendings that failed, `parked` is the code that ended them."""

    batch_id: str
    epoch_no: int
    first: int
    last: int
    sealed: bytes
    tries: int = 0
    parked: str | None = None


def enrolment(connection: Connection) -> Enrolment | None:
    """The registry of this site, or nothing while it has none."""
    row = connection.execute("SELECT url, token, public, authority FROM registry").fetchone()
    return None if row is None else Enrolment(url=row[0], token=row[1], public=row[2], authority=row[3])


def save_enrolment(connection: Connection, new: Enrolment) -> None:
    """The site speaks to this registry from here on, and believes no other's keys. Does not commit."""
    connection.execute("DELETE FROM registry_keys")
    connection.execute(
        "INSERT INTO registry (one, url, token, public, authority) VALUES (1, ?, ?, ?, ?)"
        " ON CONFLICT (one) DO UPDATE SET url = excluded.url, token = excluded.token, public = excluded.public,"
        " authority = excluded.authority, last_contact_at = NULL, last_code = NULL",
        (new.url, new.token, new.public, new.authority),
    )


def contact(connection: Connection) -> Contact | None:
    """How it stands with the registry, or nothing while the site has none."""
    row = connection.execute("SELECT last_contact_at, last_code FROM registry").fetchone()
    return None if row is None else Contact(at=row[0], code=row[1])


def note_contact(connection: Connection, at: int | None, code: str | None) -> None:
    """What became of the last attempt; `at` None leaves the last contact as it was. Does not commit."""
    connection.execute("UPDATE registry SET last_contact_at = coalesce(?, last_contact_at), last_code = ?", (at, code))


def unsent(connection: Connection) -> int:
    """How many rows the registry is not known to hold."""
    return sum(max(standing.last - standing.mark, 0) for standing in standings(connection))


def standings(connection: Connection) -> list[Standing]:
    """Every epoch, oldest first."""
    found = connection.execute(
        """SELECT number, epoch, mark, coalesce(upto, (SELECT max(seq) FROM log WHERE epoch_no = number), 0),
           upto IS NOT NULL FROM epochs ORDER BY number"""
    )
    return [
        Standing(epoch_no=row[0], epoch=row[1], mark=row[2], last=row[3], ended=bool(row[4]))
        for row in found.fetchall()
    ]


def marks(connection: Connection) -> dict[str, int]:
    """The last row of each epoch that the registry holds; all of a life that has ended, once nothing is unsent."""
    standing = standings(connection)
    sent = all(one.last <= one.mark for one in standing)
    return {one.epoch: 2**53 - 1 if one.ended and sent else one.mark for one in standing}


def head_at(connection: Connection, epoch_no: int, seq: int) -> Head | None:
    """The head after a row of the log, the genesis for row 0; nothing when there is no such row."""
    if seq == 0:
        row = connection.execute("SELECT genesis FROM epochs WHERE number = ?", (epoch_no,)).fetchone()
    else:
        row = connection.execute("SELECT head FROM log WHERE epoch_no = ? AND seq = ?", (epoch_no, seq)).fetchone()
    return None if row is None else Head(row[0])


def acknowledge(connection: Connection, epoch_no: int, mark: int) -> None:
    """The mark moves to the registry's number, never backwards; batches it passed are let go. Does not commit."""
    connection.execute("UPDATE epochs SET mark = ? WHERE number = ? AND mark < ?", (mark, epoch_no, mark))
    connection.execute("DELETE FROM batches WHERE epoch_no = ? AND last <= ?", (epoch_no, mark))


def save_batch(connection: Connection, batch: SealedBatch) -> None:
    """The sealed batch is kept until the mark passes it. Does not commit."""
    connection.execute(
        "INSERT INTO batches (batch_id, epoch_no, first, last, sealed) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (batch_id) DO NOTHING",
        (batch.batch_id, batch.epoch_no, batch.first, batch.last, batch.sealed),
    )


def batch_from(connection: Connection, epoch_no: int, seq: int) -> SealedBatch | None:
    """The first kept batch that ends at this row or later, whether it begins before it or after."""
    row = connection.execute(
        "SELECT batch_id, epoch_no, first, last, sealed, tries, parked FROM batches"
        " WHERE epoch_no = ? AND last >= ? ORDER BY first, last LIMIT 1",
        (epoch_no, seq),
    ).fetchone()
    if row is None:
        return None
    return SealedBatch(
        batch_id=row[0], epoch_no=row[1], first=row[2], last=row[3], sealed=row[4], tries=row[5], parked=row[6]
    )


def count_try(connection: Connection, batch_id: str) -> None:
    """One more sending of this batch failed. Does not commit."""
    connection.execute("UPDATE batches SET tries = tries + 1 WHERE batch_id = ?", (batch_id,))


def park(connection: Connection, batch_id: str, code: str) -> None:
    """The batch is not sent again by itself; its rows stay in the log. Does not commit."""
    connection.execute("UPDATE batches SET parked = ? WHERE batch_id = ?", (code, batch_id))


def unpark(connection: Connection) -> None:
    """Every parked batch gets another chance. Does not commit."""
    connection.execute("UPDATE batches SET parked = NULL, tries = 0 WHERE parked IS NOT NULL")


def parked_code(connection: Connection) -> str | None:
    """Why the oldest parked batch was parked, or nothing when none is."""
    row = connection.execute(
        "SELECT parked FROM batches WHERE parked IS NOT NULL ORDER BY epoch_no, first LIMIT 1"
    ).fetchone()
    return None if row is None else row[0]


def drop_batch(connection: Connection, batch_id: str) -> None:
    """The sealed bytes are let go, because others took their place; the rows stay in the log. Does not commit."""
    connection.execute("DELETE FROM batches WHERE batch_id = ?", (batch_id,))
