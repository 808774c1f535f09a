"""Rounds of the sites: a set of those that went out, a set of what was told. Nothing here commits.

Imports core and the engine.
"""

from collections.abc import Iterable

from fieldpoint.core.names import EventId
from fieldpoint.core.rounds.count import WalkedRound
from fieldpoint.registry.engines.engine import Engine

_OUT = {"round": "text", "site": "text", "day": "text", "doors": "int8"}
_BACK = {
    "event_id": "text",
    "round": "text",
    "site": "text",
    "given": "int8",
    "absent": "int8",
    "declined": "int8",
}
# Of several words about a round that of its tablet comes first, and of several of these the first by its id.
_BETWEEN = """SELECT o.site, coalesce(s.organisation, ''), o.day, o.round, o.doors, b.event_id, b.given, b.absent,
    b.declined FROM round_outs o LEFT JOIN sites s ON s.site = o.site
    LEFT JOIN round_backs b ON b.round = o.round AND b.site = o.site
    WHERE o.day >= ? AND o.day <= ? ORDER BY o.site, o.round, b.given IS NULL, b.event_id"""


class RoundTables:
    """The tables `round_outs` and `round_backs`."""

    _db: Engine

    def add_round_outs(self, rows: Iterable[tuple[str, str, str, int]]) -> None:
        """These rounds (id, site, day, doors) went out, each once."""
        self._db.insert_many("round_outs", _OUT, rows)

    def add_round_backs(self, rows: Iterable[tuple[str, str, str, int | None, int | None, int | None]]) -> None:
        """These words (event id, round, site, given, absent, declined) were said, of rounds that are known or not."""
        self._db.insert_many("round_backs", _BACK, rows)

    def rounds_between(self, first: str, last: str) -> list[tuple[str, str, str, WalkedRound]]:
        """Every round that went out on these days, both included: site, its organisation, month, the round."""
        found: dict[tuple[str, str], tuple[str, str, str, WalkedRound]] = {}
        for site, of, day, name, doors, back, given, absent, declined in self._db.execute(_BETWEEN, (first, last)):
            one = WalkedRound(
                round=EventId(name),
                doors=doors,
                over=back is not None,
                given=given,
                absent=absent or 0,
                declined=declined or 0,
            )
            found.setdefault((site, name), (site, of, day[:7], one))
        return list(found.values())

    def round_months(self) -> list[str]:
        """The months in which any round went out, the latest first."""
        found = self._db.execute("SELECT DISTINCT substr(day, 1, 7) AS month FROM round_outs ORDER BY month DESC")
        return [row[0] for row in found.fetchall()]
