"""Steps that were reached at the sites, and those that were taken back. Nothing here commits. Imports the engine."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fieldpoint.core.names import EventId, ProgrammeCode
from fieldpoint.core.services.count import Mark
from fieldpoint.registry.engines.engine import Engine

if TYPE_CHECKING:
    from fieldpoint.registry.services.marks import ServiceMark

_MARK = {
    "event_id": "text",
    "step": "text",
    "site": "text",
    "prog": "text",
    "day": "text",
    "waited": "int8",
    "handout": "text",
}
_BETWEEN = """SELECT s.event_id, s.prog, s.step, s.day, s.waited, s.site,
    CASE WHEN EXISTS (SELECT 1 FROM service_undone u WHERE u.ref = s.event_id AND u.site = s.site)
        OR EXISTS (SELECT 1 FROM voids v WHERE v.ref = s.handout AND v.site = s.site) THEN 1 ELSE 0 END
    FROM service_marks s WHERE s.day >= ? AND s.day < ? ORDER BY s.site, s.event_id, s.step"""


class ServiceTables:
    """The tables `service_marks` and `service_undone`."""

    _db: Engine

    def add_service_marks(self, marks: Sequence["ServiceMark"]) -> None:
        """These steps were reached, each once."""
        self._db.insert_many("service_marks", _MARK, (tuple(getattr(mark, name) for name in _MARK) for mark in marks))

    def add_service_undone(self, site: str, refs: Iterable[str]) -> None:
        """These steps of a site do not hold, whether they are known yet or not."""
        rows = [(ref, site) for ref in sorted(set(refs))]
        self._db.insert_many("service_undone", {"ref": "text", "site": "text"}, rows)

    def service_marks(self, month: str) -> list[tuple[str, Mark]]:
        """Every step that was reached in a month, each with its site, in order."""
        found = self._db.execute(_BETWEEN, (month, month + "\U0010ffff"))
        return [
            (
                site,
                Mark(
                    event_id=EventId(event_id),
                    programme=ProgrammeCode(prog),
                    step=step,
                    day=day,
                    waited_s=waited,
                    undone=bool(undone),
                ),
            )
            for event_id, prog, step, day, waited, site, undone in found.fetchall()
        ]

    def service_months(self) -> list[str]:
        """The months in which any step was reached, the latest first."""
        found = self._db.execute("SELECT DISTINCT substr(day, 1, 7) AS month FROM service_marks ORDER BY month DESC")
        return [row[0] for row in found.fetchall()]
