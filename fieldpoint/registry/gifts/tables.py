"""Gifts, what handouts drew, donors' names, reports. Nothing here commits.

Imports core, the engine and the shapes.
"""

from collections.abc import Iterable, Iterator

from fieldpoint.core.gifts.sums import Home
from fieldpoint.registry.engines.engine import Engine
from fieldpoint.registry.gifts.shapes import ActionReport, Placed, Resolution

_PLACED = {"event_id": "text", "site": "text", "epoch": "text", "seq": "int8"}
# Of a life that is not known yet (its own rows have not come) whatever was carried out of it stands first.
_IN_ORDER = """SELECT p.event_id, p.site, p.epoch, p.seq, p.{line} FROM {table} p
    LEFT JOIN epochs e ON e.site = p.site AND e.epoch = p.epoch
    ORDER BY p.site, coalesce(e.number, 0), p.epoch, p.seq, p.event_id"""
_REPORT = "SELECT report, quarter, organisation, title, body, made_at FROM action_reports"


class GiftTables:
    """The tables `stock_moves`, `gift_rows`, `donor_names`, `action_reports` and `resolutions`."""

    _db: Engine

    def add_stock_moves(self, moves: Iterable[Placed]) -> None:
        """The moves stand, each row's once."""
        self._add("stock_moves", "move", moves)

    def add_gift_rows(self, rows: Iterable[Placed]) -> None:
        """The rows of donors and contributions stand, each once."""
        self._add("gift_rows", "line", rows)

    def stock_moves(self) -> Iterator[Placed]:
        """All moves, site by site in the order of its log."""
        for row in self._db.stream(_IN_ORDER.format(table="stock_moves", line="move")):
            yield _placed(row)

    def gift_rows(self) -> list[Placed]:
        """All rows of donors and contributions, site by site in the order of its log."""
        return [_placed(row) for row in self._db.execute(_IN_ORDER.format(table="gift_rows", line="line")).fetchall()]

    def handouts_now(self) -> Iterator[tuple[str, Home]]:
        """Of every handout that drew stock: its id, who holds it now and where they live, which site gave what."""
        for row in self._db.stream(
            "SELECT DISTINCT t.event_id, t.holder_now, coalesce(h.neighbourhood, ''), t.site, t.prog FROM takings t"
            " JOIN stock_moves m ON m.event_id = t.event_id LEFT JOIN households h ON h.household = t.holder_now"
        ):
            yield row[0], Home(row[1], row[2], row[3], row[4])

    def name_donor(self, donor: str, sealed: bytes) -> None:
        """The donor is called so."""
        self._db.execute(
            "INSERT INTO donor_names (donor, sealed) VALUES (?, ?)"
            " ON CONFLICT (donor) DO UPDATE SET sealed = excluded.sealed",
            (donor, sealed),
        )

    def sealed_donors(self) -> dict[str, bytes]:
        """The names of donors, sealed."""
        found = self._db.execute("SELECT donor, sealed FROM donor_names").fetchall()
        return {donor: bytes(sealed) for donor, sealed in found}

    def save_report(self, one: ActionReport) -> None:
        """The report is so from here on."""
        self._db.execute(
            "INSERT INTO action_reports (report, quarter, organisation, title, body, made_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (report) DO UPDATE SET title = excluded.title, body = excluded.body",
            (one.report, one.quarter, one.organisation, one.title, one.body, one.made_at),
        )

    def reports(self) -> list[ActionReport]:
        """All reports, those of the newest quarter first."""
        found = self._db.execute(f"{_REPORT} ORDER BY quarter DESC, made_at DESC, report").fetchall()
        return [_report(row) for row in found]

    def report(self, report: str) -> ActionReport | None:
        """One report, or nothing."""
        row = self._db.execute(f"{_REPORT} WHERE report = ?", (report,)).fetchone()
        return None if row is None else _report(row)

    def add_resolution(self, report: str, one: Resolution) -> None:
        """The meeting resolved this; it has the next number of its report."""
        self._db.execute(
            "INSERT INTO resolutions (report, number, what, owner, due, done_on)"
            " SELECT CAST(? AS TEXT), coalesce(max(number), 0) + 1, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),"
            " NULL FROM resolutions WHERE report = ?",
            (report, one.what, one.owner, one.due, report),
        )

    def set_done(self, report: str, number: int, done_on: str | None) -> None:
        """It was done on that day, or is open again."""
        self._db.execute(
            "UPDATE resolutions SET done_on = ? WHERE report = ? AND number = ?", (done_on, report, number)
        )

    def resolutions(self, report: str) -> list[Resolution]:
        """What was resolved, by number."""
        found = self._db.execute(
            "SELECT number, what, owner, due, done_on FROM resolutions WHERE report = ? ORDER BY number", (report,)
        )
        return [
            Resolution(number=row[0], what=row[1], owner=row[2], due=row[3], done_on=row[4]) for row in found.fetchall()
        ]

    def _add(self, table: str, line: str, rows: Iterable[Placed]) -> None:
        values = ((row.event_id, row.site, row.epoch, row.seq, row.line) for row in rows)
        self._db.insert_many(table, {**_PLACED, line: "bytea"}, values)


def _placed(row: tuple[str, str, str, int, bytes]) -> Placed:
    return Placed(event_id=row[0], site=row[1], epoch=row[2], seq=row[3], line=bytes(row[4]))


def _report(row: tuple[str, str, str, str, str, int]) -> ActionReport:
    report, quarter, organisation, title, body, made_at = row
    return ActionReport(
        report=report, quarter=quarter, organisation=organisation, title=title, body=body, made_at=made_at
    )
