"""Whom each site's closed months reached, and what of it is told. Nothing here commits.

Imports core, the engine and its neighbours.
"""

from collections.abc import Iterable

from fieldpoint.core.names import Day
from fieldpoint.core.suppression import PlaceCell
from fieldpoint.registry.counts.cells import Released
from fieldpoint.registry.engines.engine import Engine

_REPORTED = {"site": "text", "month": "text", "prog": "text", "holder": "text", "holder_now": "text",
             "handouts": "int8", "qty": "int8"}  # fmt: skip
_TOLD = {"month": "text", "organisation": "text", "prog": "text", "others": "int8", "neighbourhood": "text",
         "reached": "int8", "handouts": "int8", "qty": "int8", "few": "int8"}  # fmt: skip
# By site and month how its days were closed, but for those of which a day stands open.
_CLOSED = """SELECT c.site, substr(c.day, 1, 7) AS month, count(*), max(c.epoch_no), sum(c.seq) FROM closes c
    WHERE c.day BETWEEN ? AND ? AND NOT EXISTS (
        SELECT 1 FROM opens o WHERE o.site = c.site AND o.day BETWEEN substr(c.day, 1, 7) || '-01'
            AND substr(c.day, 1, 7) || '-31'
            AND NOT EXISTS (SELECT 1 FROM closes d WHERE d.site = o.site AND d.day = o.day))
    GROUP BY c.site, substr(c.day, 1, 7)"""
SiteMonth = tuple[str, str]


class ReportedTables:
    """The tables `reported`, `reported_months` and `count_told`."""

    _db: Engine

    def months_closed_anew(self, first: Day, last: Day) -> dict[SiteMonth, str]:
        """The months of sites, all days of which are closed, that were not read so; with how they were closed."""
        found = self._db.execute(_CLOSED, (first, last)).fetchall()
        closed = {(row[0], row[1]): f"{row[2]} {row[3]} {row[4]}" for row in found}
        known = self._db.execute("SELECT site, month, closes FROM reported_months").fetchall()
        read = {(row[0], row[1]): row[2] for row in known}
        return {key: closes for key, closes in closed.items() if read.get(key) != closes}

    def lock_names(self) -> None:
        """Who stands for whom does not change until this transaction ends."""
        self._db.lock_alone("settle")

    def save_reported(self, key: SiteMonth, closes: str, rows: Iterable[tuple[str, str, str, int, int]]) -> None:
        """A site's month reached these: programme, name in the rows, name now, handouts and pieces."""
        self._db.execute("DELETE FROM reported WHERE site = ? AND month = ?", key)
        self._db.insert_many("reported", _REPORTED, ((*key, *row) for row in rows))
        self._db.execute(
            "INSERT INTO reported_months (site, month, closes) VALUES (?, ?, ?) ON CONFLICT (site, month) DO UPDATE"
            " SET closes = excluded.closes",
            (*key, closes),
        )

    def reported_cells(self, month: str) -> list[PlaceCell]:
        """What went to each neighbourhood; a line is a site, its organisation, a programme, the month."""
        found = self._db.execute(
            "SELECT r.site, coalesce(s.organisation, ''), r.prog, coalesce(h.neighbourhood, ''),"
            " count(DISTINCT r.holder_now), sum(r.handouts), sum(r.qty) FROM reported r"
            " LEFT JOIN sites s ON s.site = r.site LEFT JOIN households h ON h.household = r.holder_now"
            " WHERE r.month = ? GROUP BY r.site, coalesce(s.organisation, ''), r.prog, coalesce(h.neighbourhood, '')",
            (month,),
        )
        return [
            PlaceCell(
                line=(row[0], row[1], row[2], month), place=row[3], reached=row[4], sums=(int(row[5]), int(row[6]))
            )
            for row in found.fetchall()
        ]

    def save_told(self, month: str, told: Iterable[Released]) -> None:
        """Of a month this is told, and nothing else."""
        self._db.execute("DELETE FROM count_told WHERE month = ?", (month,))
        values = (
            (
                *(one.month, one.organisation, one.programme, int(one.neighbourhood is None), one.neighbourhood or ""),
                *(one.households, one.handouts, one.quantity, one.few),
            )
            for one in told
        )
        self._db.insert_many("count_told", _TOLD, values)

    def told_counts(self, month: str | None, before: str) -> list[Released]:
        """What is told of a month, or of all, that is before that one; in order."""
        found = self._db.execute(
            "SELECT month, organisation, prog, others, neighbourhood, reached, handouts, qty, few FROM count_told"
            " WHERE month = coalesce(?, month) AND month < ?"
            " ORDER BY month, organisation, prog, others, neighbourhood",
            (month, before),
        )
        return [
            Released(
                month=row[0],
                organisation=row[1],
                programme=row[2],
                neighbourhood=None if row[3] else row[4],
                households=row[5],
                handouts=row[6],
                quantity=row[7],
                few=row[8],
            )
            for row in found.fetchall()
        ]

    def sites_awaited(self, first: Day, last: Day) -> int:
        """How many sites opened a day between these and have not closed all days of its month, as far as is known."""
        row = self._db.execute(
            "SELECT count(*) FROM (SELECT DISTINCT o.site, substr(o.day, 1, 7) AS month FROM opens o"
            " WHERE o.day BETWEEN ? AND ?) AS opened WHERE NOT EXISTS ("
            "SELECT 1 FROM reported_months r WHERE r.site = opened.site AND r.month = opened.month)",
            (first, last),
        ).fetchone()
        return 0 if row is None else int(row[0])
