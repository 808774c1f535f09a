"""What the registry's numbers are read from. Nothing here commits.

Imports the engine.
"""

from fieldpoint.registry.engines.engine import Engine


class WatchTables:
    """Sums over the tables of rows, cases and batches."""

    _db: Engine

    def site_numbers(self) -> list[tuple[str, int | None, int, int, bool]]:
        """Of every site its code, last contact (ms of UTC), rows held without a gap, lives that go on, enrolled."""
        found = self._db.execute(
            """SELECT s.site, s.last_contact_at, CAST(coalesce(sum(e.hwm), 0) AS BIGINT),
                   count(CASE WHEN e.status = 'live' THEN 1 END), s.token_hash IS NOT NULL
               FROM sites s LEFT JOIN epochs e ON e.site = s.site
               GROUP BY s.site, s.last_contact_at, s.token_hash ORDER BY s.site"""
        )
        return [(row[0], row[1], int(row[2]), row[3], bool(row[4])) for row in found.fetchall()]

    def withheld_numbers(self) -> list[tuple[str, str, int, int | None]]:
        """Of every site and reason how many rows' effect is withheld, and when the oldest came (ms of UTC)."""
        found = self._db.execute(
            """SELECT e.site, v.quarantine, count(*), min((SELECT min(s.received_at) FROM seals s
                   WHERE s.epoch_no = v.epoch_no AND s.last >= v.seq AND s.first <= v.seq))
               FROM events v JOIN epochs e ON e.number = v.epoch_no
               WHERE v.quarantine IS NOT NULL GROUP BY e.site, v.quarantine ORDER BY e.site, v.quarantine"""
        )
        return [(row[0], row[1], row[2], row[3]) for row in found.fetchall()]

    def case_numbers(self) -> list[tuple[str, int]]:
        """How many cases are in each state."""
        found = self._db.execute("SELECT state, count(*) FROM cases GROUP BY state ORDER BY state")
        return [(row[0], row[1]) for row in found.fetchall()]

    def work_waiting(self) -> dict[str, int]:
        """How much waits: touches to settle, batches beside, closes that are wrong, months to count."""
        queries = {
            "touches": "SELECT count(*) FROM touches",
            "beside": "SELECT count(*) FROM kept_batches WHERE released_at IS NULL AND rejected_at IS NULL",
            "closes_wrong": "SELECT count(*) FROM closes WHERE state = 'wrong'",
            "months": "SELECT count(DISTINCT month) FROM count_marks",
        }
        found = {name: self._db.execute(query).fetchone() for name, query in queries.items()}
        return {name: row[0] if row else 0 for name, row in found.items()}

    def moment(self) -> tuple[int, ...]:
        """Numbers that are others once rows came, were settled or decided on, or the roster or the counts changed."""
        queries = (
            "SELECT CAST(coalesce(sum(hwm), 0) AS BIGINT), count(*) FROM epochs",
            "SELECT coalesce(max(n), 0), 0 FROM audit",
            "SELECT coalesce(max(number), 0), count(*) FROM touches",
            "SELECT coalesce(max(number), 0), count(*) FROM count_marks",
            "SELECT coalesce(max(counted_at), 0), count(*) FROM count_months",
            "SELECT count(*), 0 FROM households",
        )
        found = (self._db.execute(query).fetchone() or (0, 0) for query in queries)
        return tuple(int(number) for row in found for number in row)

    def write_nothing(self) -> None:
        """The database took something in that changes nothing. Whoever calls commits."""
        self._db.execute("UPDATE registry SET kid = kid")

    def is_current(self) -> bool:
        """Whether the tables are those of this version; a newer process on the same database may have changed them."""
        return self._db.is_current()
