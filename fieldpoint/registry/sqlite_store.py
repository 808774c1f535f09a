"""The registry's database in SQLite: one encrypted file, one connection, one thread at a time.

Imports database and the store's protocol.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from fieldpoint.core.answer import QuarantinedRow
from fieldpoint.core.names import Head
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Broken, Code
from fieldpoint.registry.store import (
    EnrolCode,
    Epoch,
    KeptBatch,
    Link,
    Seal,
    SiteFacts,
    StoredRow,
    TotalKey,
)

_IDS_A_QUERY = 500


class SqliteStore:
    """`RegistryStore` over one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together or not at all."""
        return transaction(self._db)

    def close(self) -> None:
        """Let the database go."""
        self._db.close()

    def add_site(self, site: str, now_ms: int) -> None:
        """The site is known; nothing changes when it was."""
        self._db.execute("INSERT INTO sites (site, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (site, now_ms))

    def add_enrol_code(self, site: str, code_hash: bytes, now_ms: int) -> None:
        """A code that lets this site enrol once."""
        self._db.execute(
            "INSERT INTO enrol_codes (code_hash, site, made_at) VALUES (?, ?, ?)", (code_hash, site, now_ms)
        )

    def enrol_code(self, code_hash: bytes) -> EnrolCode | None:
        """The code with this hash."""
        row = self._db.execute("SELECT site, used_by FROM enrol_codes WHERE code_hash = ?", (code_hash,)).fetchone()
        return None if row is None else EnrolCode(site=row[0], used_by=row[1])

    def use_enrol_code(self, code_hash: bytes, public: bytes) -> None:
        """The code belongs to this key from here on."""
        self._db.execute("UPDATE enrol_codes SET used_by = ? WHERE code_hash = ?", (public, code_hash))

    def add_site_key(self, site: str, kid: int, public: bytes, now_ms: int) -> None:
        """Batches of this site may be signed by this key; a number that is taken keeps its key."""
        self._db.execute(
            "INSERT INTO site_keys (site, kid, public, enrolled_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (site, kid) DO NOTHING",
            (site, kid, public, now_ms),
        )

    def site_key(self, site: str, kid: int) -> bytes | None:
        """The public key of a site by its number."""
        row = self._db.execute("SELECT public FROM site_keys WHERE site = ? AND kid = ?", (site, kid)).fetchone()
        return None if row is None else row[0]

    def set_token(self, site: str, token_hash: bytes) -> None:
        """This token speaks for the site, and no other does."""
        self._db.execute("UPDATE sites SET token_hash = ? WHERE site = ?", (token_hash, site))

    def site_of_token(self, token_hash: bytes) -> str | None:
        """The site that a token speaks for."""
        row = self._db.execute("SELECT site FROM sites WHERE token_hash = ?", (token_hash,)).fetchone()
        return None if row is None else row[0]

    def note_contact(self, site: str, now_ms: int) -> None:
        """The site was heard of at this moment."""
        self._db.execute("UPDATE sites SET last_contact_at = ? WHERE site = ?", (now_ms, site))

    def sites(self) -> list[SiteFacts]:
        """Every site, by its code."""
        found = self._db.execute(
            """SELECT s.site, s.token_hash IS NOT NULL, s.last_contact_at,
                      coalesce((SELECT sum(hwm) FROM epochs e WHERE e.site = s.site), 0),
                      (SELECT count(*) FROM events v JOIN epochs e ON e.number = v.epoch_no WHERE e.site = s.site)
               FROM sites s ORDER BY s.site"""
        )
        return [
            SiteFacts(site=row[0], enrolled=bool(row[1]), last_contact_at=row[2], mark=row[3], rows=row[4])
            for row in found
        ]

    def epochs(self, site: str) -> list[Epoch]:
        """A site's epochs, oldest first."""
        found = self._db.execute(
            "SELECT number, site, epoch, hwm, head FROM epochs WHERE site = ? ORDER BY number", (site,)
        )
        return [_epoch(row) for row in found.fetchall()]

    def epoch_for_writing(self, site: str, epoch: str) -> Epoch:
        """An epoch, made when it is new. The open transaction is the only writer of the whole file."""
        self._db.execute("INSERT INTO epochs (site, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING", (site, epoch))
        row = self._db.execute(
            "SELECT number, site, epoch, hwm, head FROM epochs WHERE site = ? AND epoch = ?", (site, epoch)
        ).fetchone()
        if row is None:
            raise Broken(Code.DATABASE_UNREADABLE)
        return _epoch(row)

    def set_mark(self, epoch_no: int, hwm: int, head: Head) -> None:
        """The epoch is whole up to this row."""
        self._db.execute("UPDATE epochs SET hwm = ?, head = ? WHERE number = ?", (hwm, head, epoch_no))

    def links(self, epoch_no: int, first: int, last: int) -> Iterator[Link]:
        """The heads of the rows held from `first` to `last`, in order; missing ones are skipped."""
        for seq, prev, head in self._db.execute(
            "SELECT seq, prev, head FROM events WHERE epoch_no = ? AND seq BETWEEN ? AND ? ORDER BY seq",
            (epoch_no, first, last),
        ):
            yield Link(seq=seq, prev=Head(prev), head=Head(head))

    def lines(self, epoch_no: int) -> Iterator[tuple[Link, bytes]]:
        """All rows of an epoch with their exact bytes, in order."""
        for seq, prev, head, line in self._db.execute(
            "SELECT seq, prev, head, line FROM events WHERE epoch_no = ? ORDER BY seq", (epoch_no,)
        ):
            yield Link(seq=seq, prev=Head(prev), head=Head(head)), line

    def top(self, epoch_no: int) -> int:
        """The highest row held of an epoch, 0 for none."""
        row = self._db.execute("SELECT coalesce(max(seq), 0) FROM events WHERE epoch_no = ?", (epoch_no,)).fetchone()
        return row[0] if row else 0

    def gaps(self, epoch_no: int, hwm: int, limit: int) -> list[tuple[int, int]]:
        """The missing numbers above the mark: first and last of each gap, in order."""
        found = self._db.execute(
            """SELECT before + 1, seq - 1
               FROM (SELECT seq, lag(seq, 1, ?) OVER (ORDER BY seq) AS before
                     FROM events WHERE epoch_no = ? AND seq > ?)
               WHERE seq > before + 1 ORDER BY seq LIMIT ?""",
            (hwm, epoch_no, hwm, limit),
        )
        return [(first, last) for first, last in found.fetchall()]

    def used_ids(self, event_ids: Sequence[str]) -> set[str]:
        """Those of the ids that already count."""
        used: set[str] = set()
        for start in range(0, len(event_ids), _IDS_A_QUERY):
            some = event_ids[start : start + _IDS_A_QUERY]
            places = ", ".join("?" * len(some))
            query = f"SELECT event_id FROM events WHERE quarantine IS NULL AND event_id IN ({places})"  # noqa: S608
            used.update(row[0] for row in self._db.execute(query, some))
        return used

    def add_rows(self, epoch_no: int, rows: Iterable[StoredRow]) -> None:
        """The rows are held; one whose place is taken changes nothing."""
        self._db.executemany(
            "INSERT INTO events (epoch_no, seq, event_id, type, line, prev, head, quarantine)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (epoch_no, seq) DO NOTHING",
            ((epoch_no, row.seq, row.event_id, row.type, row.line, row.prev, row.head, row.quarantine) for row in rows),
        )

    def quarantined(self, epoch_no: int, first: int, last: int) -> list[QuarantinedRow]:
        """The rows from `first` to `last` whose effect is withheld, in order."""
        found = self._db.execute(
            "SELECT seq, event_id, quarantine FROM events"
            " WHERE epoch_no = ? AND seq BETWEEN ? AND ? AND quarantine IS NOT NULL ORDER BY seq",
            (epoch_no, first, last),
        )
        return [QuarantinedRow(seq=seq, id=event_id, code=code) for seq, event_id, code in found.fetchall()]

    def add_totals(self, added: Iterable[tuple[TotalKey, int]]) -> None:
        """The totals grow by these numbers."""
        self._db.executemany(
            "INSERT INTO totals (household, programme, cycle, item, site, qty) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET qty = qty + excluded.qty",
            ((key.household, key.programme, key.cycle, key.item, key.site, qty) for key, qty in added),
        )

    def totals(self) -> Iterator[tuple[TotalKey, int]]:
        """Every total, in the order of its key."""
        for row in self._db.execute(
            "SELECT household, programme, cycle, item, site, qty FROM totals"
            " ORDER BY household, programme, cycle, item, site"
        ):
            yield TotalKey(household=row[0], programme=row[1], cycle=row[2], item=row[3], site=row[4]), row[5]

    def add_seal(self, epoch_no: int, seal: Seal, now_ms: int) -> None:
        """The proof is kept; a batch that came before changes nothing."""
        self._db.execute(
            "INSERT INTO seals (batch_id, epoch_no, first, last, header, signature, received_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (seal.batch_id, epoch_no, seal.first, seal.last, seal.header, seal.signature, now_ms),
        )

    def seals(self, epoch_no: int) -> Iterator[Seal]:
        """The proofs of an epoch, by the rows they end at."""
        for row in self._db.execute(
            "SELECT batch_id, first, last, header, signature FROM seals WHERE epoch_no = ? ORDER BY last, first",
            (epoch_no,),
        ):
            yield Seal(batch_id=row[0], first=row[1], last=row[2], header=row[3], signature=row[4])

    def keep_batch(self, kept: KeptBatch, now_ms: int) -> None:
        """The bytes are kept beside; a batch that came before changes nothing."""
        self._db.execute(
            "INSERT INTO kept_batches (batch_id, site, epoch, code, sent, received_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (kept.batch_id, kept.site, kept.epoch, kept.code, kept.sent, now_ms),
        )

    def kept_batches(self) -> int:
        """How many batches lie beside."""
        row = self._db.execute("SELECT count(*) FROM kept_batches").fetchone()
        return row[0] if row else 0


def _epoch(row: tuple[Any, ...]) -> Epoch:
    return Epoch(number=row[0], site=row[1], epoch=row[2], hwm=row[3], head=None if row[4] is None else Head(row[4]))
