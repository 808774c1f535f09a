"""What every month comes to, counted from the rows themselves. Nothing here commits.

Whatever changes what a month comes to leaves a mark of the month; `count.py` counts marked months again. So the counts
are a recount at any time, there is nothing that could drift, and taking in a batch costs a row or two.

Imports the engine and its neighbours.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from fieldpoint.registry.counts.cells import Cell
from fieldpoint.registry.counts.places import Place
from fieldpoint.registry.engines.engine import Engine, listed

EVERY_MONTH: Final = "*"
# How finely cells are counted: by neighbourhood always, and by organisation, by programme, by both. A household that
# two organisations or programmes reached is one in the sum, so each of the sums is counted, not added up.
OF_ALL: Final = 0
BY_ORGANISATION: Final = 1
BY_PROGRAMME: Final = 2
BASE: Final = 3

# One row for whoever was reached, for each organisation and programme; a handout to several members is one.
_REACHED = """reached AS MATERIALIZED (
    SELECT t.holder_now AS holder, coalesce(h.neighbourhood, '') AS neighbourhood,
        coalesce(s.organisation, '') AS organisation, t.prog AS prog,
        max(CASE WHEN t.household IS NOT NULL OR t.holder_now <> t.holder THEN 1 ELSE 0 END) AS known,
        count(DISTINCT t.event_id) AS handouts, sum(t.qty) AS qty
    FROM takings t LEFT JOIN sites s ON s.site = t.site LEFT JOIN households h ON h.household = t.holder_now
    WHERE {of_month} AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.ref = t.event_id AND v.site = t.site)
    GROUP BY t.holder_now, coalesce(h.neighbourhood, ''), coalesce(s.organisation, ''), t.prog)"""
_SUMMED = """SELECT CAST(? AS TEXT) AS month, {grain} AS grain, neighbourhood, {organisation} AS organisation,
        {prog} AS prog, sum(known), sum(1 - known), sum(handouts), sum(qty)
    FROM (SELECT holder, neighbourhood, {organisation} AS organisation, {prog} AS prog, max(known) AS known,
            sum(handouts) AS handouts, sum(qty) AS qty
        FROM reached GROUP BY holder, neighbourhood, {by}) AS one GROUP BY neighbourhood, {by}"""
_GRAINS = (
    (OF_ALL, "''", "''", "1"),
    (BY_ORGANISATION, "organisation", "''", "organisation"),
    (BY_PROGRAMME, "''", "prog", "prog"),
    (BASE, "organisation", "prog", "organisation, prog"),
)


class CountTables:
    """The tables `count_marks`, `count_cells`, `count_months`, `count_sites` and `places`."""

    _db: Engine

    def count_marks(self) -> list[tuple[int, str]]:
        """The marks of months that are to be counted again; nobody else counts until this transaction ends."""
        self._db.lock_alone("count")
        found = self._db.execute("SELECT number, month FROM count_marks ORDER BY number")
        return [(row[0], row[1]) for row in found.fetchall()]

    def marked_months(self) -> set[str]:
        """The months that changed since they were counted."""
        return {row[0] for row in self._db.execute("SELECT DISTINCT month FROM count_marks").fetchall()}

    def unmark(self, numbers: Sequence[int]) -> None:
        """These marks are worked off; one that came meanwhile stays."""
        query = f"DELETE FROM count_marks WHERE number IN (SELECT CAST(one AS BIGINT) FROM ({self._db.several}) AS few)"  # noqa: S608
        self._db.execute(query, (listed(numbers),))

    def mark_months(self, months: Iterable[str]) -> None:
        """These months are to be counted again; `EVERY_MONTH` stands for all."""
        rows = [(month,) for month in sorted(set(months))]
        self._db.executemany("INSERT INTO count_marks (month) VALUES (?)", rows)

    def months_given(self) -> list[str]:
        """The months in which something was handed over, in order; '' where a row names no day."""
        months: list[str] = []
        row = self._db.execute("SELECT 1 FROM takings WHERE day IS NULL LIMIT 1").fetchone()
        if row is not None:
            months.append("")
        after = ""
        while (row := self._db.execute("SELECT min(day) FROM takings WHERE day >= ?", (after,)).fetchone()) and row[0]:
            month = str(row[0])[:7]
            months.append(month)
            after = month + "\U0010ffff"
        return months

    def count_month(self, month: str) -> None:
        """The cells of a month are what its rows come to now."""
        of_month = "t.day >= ? AND t.day < ?" if month else "t.day IS NULL"
        self._db.execute("DELETE FROM count_cells WHERE month = ?", (month,))
        summed = " UNION ALL ".join(
            _SUMMED.format(grain=grain, organisation=organisation, prog=prog, by=by)
            for grain, organisation, prog, by in _GRAINS
        )
        values = (month, month + "\U0010ffff") if month else ()
        self._db.execute(
            f"WITH {_REACHED.format(of_month=of_month)} INSERT INTO count_cells {summed}",
            (*values, *(month for _ in _GRAINS)),
        )

    def set_counted(self, month: str, now_ms: int, took_ms: int) -> None:
        """The month was counted now, and took so long."""
        self._db.execute(
            "INSERT INTO count_months (month, counted_at, took) VALUES (?, ?, ?) ON CONFLICT (month) DO UPDATE"
            " SET counted_at = excluded.counted_at, took = excluded.took",
            (month, now_ms, took_ms),
        )

    def counted_months(self) -> dict[str, tuple[int, int]]:
        """Every month that was counted, in order: when (ms of UTC), and how long it took (ms)."""
        found = self._db.execute("SELECT month, counted_at, took FROM count_months ORDER BY month")
        return {row[0]: (row[1], row[2]) for row in found.fetchall()}

    def cells(self, month: str | None, grain: int) -> list[Cell]:
        """The cells of a month, or of all, at one grain, in order."""
        found = self._db.execute(
            "SELECT month, neighbourhood, organisation, prog, households, cards, handouts, qty FROM count_cells"
            " WHERE month = coalesce(?, month) AND grain = ? ORDER BY month, neighbourhood, organisation, prog",
            (month, grain),
        )
        return [_cell(row) for row in found.fetchall()]

    def sites_moved(self) -> bool:
        """Whether a site belongs to another organisation than when it was counted."""
        row = self._db.execute(
            "SELECT 1 FROM sites s LEFT JOIN count_sites c ON c.site = s.site"
            " WHERE c.site IS NULL OR c.organisation <> s.organisation LIMIT 1"
        ).fetchone()
        return row is not None

    def remember_sites(self) -> None:
        """Sites are counted for the organisations that they belong to now."""
        self._db.execute("DELETE FROM count_sites")
        self._db.execute("INSERT INTO count_sites SELECT site, organisation FROM sites")

    def save_places(self, places: Iterable[Place]) -> None:
        """The neighbourhoods lie there, and all others nowhere that is known."""
        self._db.execute("DELETE FROM places")
        self._db.executemany(
            "INSERT INTO places (neighbourhood, title, sub_district, district) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (neighbourhood) DO NOTHING",
            ((one.key, one.title, one.sub_district, one.district) for one in places),
        )

    def places(self) -> dict[str, Place]:
        """Where neighbourhoods lie, by their folded names."""
        found = self._db.execute("SELECT neighbourhood, title, sub_district, district FROM places ORDER BY title")
        return {
            row[0]: Place(key=row[0], title=row[1], sub_district=row[2], district=row[3]) for row in found.fetchall()
        }

    def newest_rules(self) -> dict[str, bytes]:
        """A rule of the newest version of every programme that any site or the city goes by, as JSON, by code."""
        found = self._db.execute(
            "SELECT code, version, rule FROM programmes UNION SELECT code, version, rule FROM city_programmes"
            " ORDER BY code, version"
        )
        return {row[0]: row[2] for row in found.fetchall()}


def _cell(row: Sequence[Any]) -> Cell:
    return Cell(
        month=row[0],
        neighbourhood=row[1],
        organisation=row[2],
        programme=row[3],
        households=int(row[4]),
        cards=int(row[5]),
        handouts=int(row[6]),
        quantity=int(row[7]),
    )
