"""What officers see and decide: batches beside, rows withheld, day's closes, the registry's own log. Commits nothing.

Imports core, the engine and the shapes.
"""

from collections.abc import Iterator

from fieldpoint.core.names import Day
from fieldpoint.registry.engines.engine import Engine
from fieldpoint.registry.tables.shapes import AuditRow, Beside, CloseMark, CloseState, KeptBatch, Withheld


class WorkTables:
    """The tables `kept_batches`, `closes` and `audit`, and the rows of `events` that are withheld."""

    _db: Engine

    def keep_batch(self, kept: KeptBatch, now_ms: int) -> None:
        """The bytes are kept beside; a batch that came before changes nothing."""
        self._db.execute(
            "INSERT INTO kept_batches (batch_id, site, epoch, code, sent, received_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (kept.batch_id, kept.site, kept.epoch, kept.code, kept.sent, now_ms),
        )

    def kept_batches(self) -> int:
        """How many batches lie beside."""
        row = self._db.execute("SELECT count(*) FROM kept_batches WHERE released_at IS NULL").fetchone()
        return row[0] if row else 0

    def kept_batch(self, batch_id: str) -> KeptBatch | None:
        """A batch that lies beside, with its bytes."""
        row = self._db.execute(
            "SELECT batch_id, site, epoch, code, sent FROM kept_batches WHERE batch_id = ?", (batch_id,)
        ).fetchone()
        if row is None:
            return None
        return KeptBatch(batch_id=row[0], site=row[1], epoch=row[2], code=row[3], sent=row[4])

    def beside(self) -> list[Beside]:
        """Every batch that was kept beside, oldest first."""
        found = self._db.execute(
            "SELECT batch_id, site, epoch, code, received_at, released_at FROM kept_batches"
            " ORDER BY received_at, batch_id"
        )
        return [
            Beside(batch_id=row[0], site=row[1], epoch=row[2], code=row[3], received_at=row[4], released_at=row[5])
            for row in found.fetchall()
        ]

    def release_batch(self, batch_id: str, now_ms: int) -> None:
        """The batch was let in."""
        self._db.execute("UPDATE kept_batches SET released_at = ? WHERE batch_id = ?", (now_ms, batch_id))

    def withheld(self, limit: int, site: str | None = None) -> list[Withheld]:
        """Rows whose effect is withheld, site by site in their order, at most so many; or those of one site."""
        found = self._db.execute(
            "SELECT e.site, e.epoch, v.seq, v.event_id, v.type, v.quarantine FROM events v"
            " JOIN epochs e ON e.number = v.epoch_no WHERE v.quarantine IS NOT NULL AND e.site = coalesce(?, e.site)"
            " ORDER BY e.site, v.epoch_no, v.seq LIMIT ?",
            (site, limit),
        )
        return [
            Withheld(site=row[0], epoch=row[1], seq=row[2], event_id=row[3], type=row[4], code=row[5])
            for row in found.fetchall()
        ]

    def add_close(self, epoch_no: int, seq: int, site: str, day: Day) -> None:
        """A site closed its day; its sums wait to be added up again."""
        self._db.execute(
            "INSERT INTO closes (epoch_no, seq, site, day, state) VALUES (?, ?, ?, ?, 'unchecked')"
            " ON CONFLICT DO NOTHING",
            (epoch_no, seq, site, day),
        )

    def closes_to_check(self) -> list[CloseMark]:
        """Closes that nobody has added up yet, and all rows before which are held."""
        return self._closes("JOIN epochs e ON e.number = c.epoch_no WHERE c.state = 'unchecked' AND e.hwm >= c.seq")

    def wrong_closes(self) -> list[CloseMark]:
        """Closes whose sums are not those of the rows."""
        return self._closes("WHERE c.state = 'wrong'")

    def set_close(self, epoch_no: int, seq: int, state: CloseState) -> None:
        """What adding up came to."""
        self._db.execute("UPDATE closes SET state = ? WHERE epoch_no = ? AND seq = ?", (state, epoch_no, seq))

    def lines_of(self, epoch_no: int, first: int, last: int) -> Iterator[bytes]:
        """The exact bytes of rows, in order; missing ones are skipped."""
        for row in self._db.execute(
            "SELECT line FROM events WHERE epoch_no = ? AND seq BETWEEN ? AND ? ORDER BY seq", (epoch_no, first, last)
        ):
            yield row[0]

    def close_before(self, epoch_no: int, seq: int) -> bytes | None:
        """The row of the last close before a row, in one epoch."""
        row = self._db.execute(
            "SELECT line FROM events WHERE epoch_no = ? AND seq ="
            " (SELECT max(seq) FROM closes WHERE epoch_no = ? AND seq < ?)",
            (epoch_no, epoch_no, seq),
        ).fetchone()
        return None if row is None else row[0]

    def last_audit(self) -> AuditRow | None:
        """The last row of the registry's own log; nobody else adds one until this transaction ends."""
        self._db.lock_alone("audit")
        row = self._db.execute("SELECT n, line, head FROM audit ORDER BY n DESC LIMIT 1").fetchone()
        return None if row is None else AuditRow(n=row[0], line=row[1], head=row[2])

    def add_audit(self, row: AuditRow) -> None:
        """One more row of the registry's own log."""
        self._db.execute("INSERT INTO audit (n, line, head) VALUES (?, ?, ?)", (row.n, row.line, row.head))

    def audit(self) -> Iterator[AuditRow]:
        """The registry's own log, in order."""
        for row in self._db.stream("SELECT n, line, head FROM audit ORDER BY n"):
            yield AuditRow(n=row[0], line=row[1], head=row[2])

    def _closes(self, which: str) -> list[CloseMark]:
        found = self._db.execute(
            "SELECT c.epoch_no, c.seq, c.site, c.day, c.state FROM closes c "  # noqa: S608
            + which
            + " ORDER BY c.site, c.epoch_no, c.seq"
        )
        return [
            CloseMark(epoch_no=row[0], seq=row[1], site=row[2], day=Day(row[3]), state=row[4])
            for row in found.fetchall()
        ]
