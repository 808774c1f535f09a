"""The sites' logs as they came, and the proof of it. Nothing here commits.

Imports core, the engine and the shapes.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fieldpoint.core.answer import QuarantineCode, QuarantinedRow
from fieldpoint.core.names import Head
from fieldpoint.errors import Broken, Code
from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.tables.shapes import Epoch, Link, Seal, StoredRow

_EVENTS = {
    "epoch_no": "int8",
    "seq": "int8",
    "event_id": "text",
    "type": "text",
    "line": "bytea",
    "prev": "bytea",
    "head": "bytea",
    "quarantine": "text",
}


class RowTables:
    """The tables `epochs`, `events`, `seals` and `effects`."""

    _db: Engine

    def epochs(self, site: str) -> list[Epoch]:
        """A site's epochs, oldest first."""
        found = self._db.execute(
            "SELECT number, site, epoch, hwm, head, status FROM epochs WHERE site = ? ORDER BY number", (site,)
        )
        return [_epoch(row) for row in found.fetchall()]

    def epoch_for_writing(self, site: str, epoch: str) -> Epoch:
        """An epoch, made when it is new; no other transaction changes its site until this one ends."""
        self._db.lock_site(site)
        self._db.execute("INSERT INTO epochs (site, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING", (site, epoch))
        row = self._db.execute(
            "SELECT number, site, epoch, hwm, head, status FROM epochs WHERE site = ? AND epoch = ?", (site, epoch)
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
        for seq, prev, head, line in self._db.stream(
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
               FROM (SELECT seq, lag(seq, 1, CAST(? AS BIGINT)) OVER (ORDER BY seq) AS before
                     FROM events WHERE epoch_no = ? AND seq > ?) AS held
               WHERE seq > before + 1 ORDER BY seq LIMIT ?""",
            (hwm, epoch_no, hwm, limit),
        )
        return [(first, last) for first, last in found.fetchall()]

    def used_ids(self, event_ids: Sequence[str]) -> set[str]:
        """Those of the ids that already count."""
        # A void has its effect while it still waits for its row.
        query = f"""SELECT event_id FROM events WHERE quarantine IS NULL AND event_id IN ({self._db.several})
            UNION SELECT event_id FROM voids WHERE event_id IN ({self._db.several})"""  # noqa: S608
        asked = listed(event_ids)
        return {row[0] for row in self._db.execute(query, (asked, asked))} if event_ids else set()

    def lines_by_id(self, event_ids: Sequence[str]) -> dict[str, bytes]:
        """The exact bytes of these rows by their ids; those that are not held as rows of their own are left out."""
        query = f"SELECT event_id, line FROM events WHERE quarantine IS NULL AND event_id IN ({self._db.several})"  # noqa: S608
        return {row[0]: bytes(row[1]) for row in self._db.execute(query, (listed(event_ids),))} if event_ids else {}

    def rows_after(self, epoch_no: int, seq: int, limit: int) -> list[tuple[int, bytes, str | None]]:
        """The rows above a number in order, at most so many: number, line, why their effect is withheld."""
        found = self._db.execute(
            "SELECT seq, line, quarantine FROM events WHERE epoch_no = ? AND seq > ? ORDER BY seq LIMIT ?",
            (epoch_no, seq, limit),
        )
        return [(row[0], row[1], row[2]) for row in found.fetchall()]

    def release(self, epoch_no: int, seq: int, event_id: str | None, kind: str, code: QuarantineCode | None) -> None:
        """A row that was withheld reads now: it counts, or is withheld for another reason."""
        self._db.execute(
            "UPDATE events SET event_id = ?, type = ?, quarantine = ? WHERE epoch_no = ? AND seq = ?",
            (event_id, kind, code, epoch_no, seq),
        )

    def release_voids_of(self, event_ids: Sequence[str]) -> None:
        """The voids that waited for one of these rows wait no longer."""
        query = f"SELECT event_id FROM voids WHERE ref IN ({self._db.several})"  # noqa: S608
        for (waiting,) in self._db.execute(query, (listed(event_ids),)).fetchall():
            self._db.execute(
                "UPDATE events SET quarantine = NULL WHERE quarantine = 'ref_missing' AND event_id = ?", (waiting,)
            )

    def effects_version(self) -> int | None:
        """By which version's reading the rows had their effect; None where none has had any."""
        row = self._db.execute("SELECT version FROM effects").fetchone()
        return None if row is None else row[0]

    def set_effects_version(self, version: int) -> None:
        """All rows have had their effect by this version's reading."""
        self._db.execute(
            "INSERT INTO effects (one, version) VALUES (1, ?)"
            " ON CONFLICT (one) DO UPDATE SET version = excluded.version",
            (version,),
        )

    def add_rows(self, epoch_no: int, rows: Iterable[StoredRow]) -> None:
        """The rows are held; one whose place is taken changes nothing."""
        self._db.insert_many(
            "events",
            _EVENTS,
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
            yield _seal(row)

    def last_seal(self, epoch_no: int) -> Seal | None:
        """The proof that reaches furthest in an epoch."""
        row = self._db.execute(
            "SELECT batch_id, first, last, header, signature FROM seals WHERE epoch_no = ?"
            " ORDER BY last DESC, first DESC, batch_id LIMIT 1",
            (epoch_no,),
        ).fetchone()
        return None if row is None else _seal(row)


def _seal(row: tuple[Any, ...]) -> Seal:
    return Seal(batch_id=row[0], first=row[1], last=row[2], header=row[3], signature=row[4])


def _epoch(row: tuple[Any, ...]) -> Epoch:
    head = None if row[4] is None else Head(row[4])
    return Epoch(number=row[0], site=row[1], epoch=row[2], hwm=row[3], head=head, retired=row[5] == "retired")
