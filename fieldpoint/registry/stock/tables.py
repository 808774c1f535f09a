"""The tables of waybills: ends as a set, added up when somebody looks. Nothing here commits.

Imports the engine and the shapes.
"""

from collections.abc import Iterable

from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.stock.shapes import Back, End, Paper, Verdict, Waybill, WaybillCount

_END = {"event_id": "text", "site": "text", "way": "text", "sender": "text", "receiver": "text", "number": "text",
        "item": "text", "qty": "int8", "day": "text"}  # fmt: skip
_BACK = {"event_id": "text", "ref": "text", "qty": "int8"}
# An end of which all was taken back is none; of one of which a part was, the rest stands.
_STANDING = """SELECT e.sender, e.receiver, e.number, e.item, e.way, e.day,
    e.qty - coalesce((SELECT sum(b.qty) FROM waybill_backs b WHERE b.ref = e.event_id), 0) AS qty FROM waybill_ends e"""
_ADDED = f"""SELECT sender, receiver, number, item,
    CAST(sum(CASE WHEN way = 'out' AND qty > 0 THEN qty END) AS BIGINT) AS sent,
    CAST(sum(CASE WHEN way = 'in' AND qty > 0 THEN qty END) AS BIGINT) AS received,
    CAST(sum(CASE WHEN way = 'again' THEN 1 ELSE 0 END) AS BIGINT) AS again,
    min(CASE WHEN qty > 0 THEN day END) AS first
    FROM ({_STANDING}) AS standing GROUP BY sender, receiver, number, item"""  # noqa: S608  our own words
_KNOWN = f"""SELECT a.sender, a.receiver, a.number, a.item, a.sent, a.received, a.again, a.first, CASE
    WHEN a.sent = a.received THEN 'settled'
    WHEN d.verdict IS NOT NULL THEN 'decided'
    WHEN a.received IS NULL THEN 'open'
    WHEN a.sent IS NULL THEN 'unsent' ELSE 'differs' END AS state, d.verdict
    FROM ({_ADDED}) AS a LEFT JOIN waybill_decisions d
    ON d.sender = a.sender AND d.receiver = a.receiver AND d.number = a.number AND d.item = a.item
    AND d.sent = coalesce(a.sent, 0) AND d.received = coalesce(a.received, 0)
    WHERE a.sent IS NOT NULL OR a.received IS NOT NULL"""  # noqa: S608  our own words
_AMONG = """(CAST(? AS TEXT) IS NULL OR k.sender IN (SELECT one FROM ({several}) AS few)
    OR k.receiver IN (SELECT one FROM ({several}) AS others))"""


class WaybillTables:
    """The tables `waybill_ends`, `waybill_backs` and `waybill_decisions`."""

    _db: Engine

    def add_waybill_ends(self, ends: Iterable[End]) -> None:
        """What rows say of papers; a row that is known changes nothing."""
        rows = [
            (one.event_id, one.site, one.way, one.paper.sender, one.paper.receiver, one.paper.number, one.paper.item,
             one.qty, one.day)
            for one in ends
        ]  # fmt: skip
        if rows:
            self._db.insert_many("waybill_ends", _END, rows)

    def add_waybill_backs(self, backs: Iterable[Back]) -> None:
        """What rows take back, of papers or of anything else that came in or left."""
        rows = [(one.event_id, one.ref, one.qty) for one in backs]
        if rows:
            self._db.insert_many("waybill_backs", _BACK, rows)

    def waybills(self, among: Iterable[str] | None, state: str, start: int, limit: int) -> list[Waybill]:
        """Papers in a state that name one of these sites, the oldest first."""
        within, few = self._waybills_of(among)
        query = f"SELECT k.* FROM ({_KNOWN}) AS k WHERE k.state = ? AND {within}"  # noqa: S608  our own words
        order = " ORDER BY k.first, k.sender, k.receiver, k.number, k.item LIMIT ? OFFSET ?"
        return [_waybill(row) for row in self._db.execute(query + order, (state, *few, limit, start)).fetchall()]

    def waybill_counts(self, among: Iterable[str] | None) -> list[WaybillCount]:
        """How many papers that name one of these sites stand how."""
        within, few = self._waybills_of(among)
        query = f"SELECT k.state, count(*) FROM ({_KNOWN}) AS k WHERE {within} GROUP BY k.state ORDER BY k.state"  # noqa: S608
        return [WaybillCount(state=row[0], count=row[1]) for row in self._db.execute(query, few).fetchall()]

    def waybill(self, paper: Paper) -> Waybill | None:
        """One paper, or nothing where neither end says anything of it."""
        query = f"SELECT k.* FROM ({_KNOWN}) AS k WHERE k.sender = ? AND k.receiver = ? AND k.number = ? AND k.item = ?"  # noqa: S608
        row = self._db.execute(query, (paper.sender, paper.receiver, paper.number, paper.item)).fetchone()
        return None if row is None else _waybill(row)

    def decide_waybill(self, found: Waybill, verdict: Verdict, now_ms: int) -> None:
        """This was decided of the paper as its ends stand now."""
        paper = found.paper
        self._db.execute(
            "INSERT INTO waybill_decisions (sender, receiver, number, item, verdict, sent, received, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sender, receiver, number, item) DO UPDATE SET"
            " verdict = excluded.verdict, sent = excluded.sent, received = excluded.received, at = excluded.at",
            (paper.sender, paper.receiver, paper.number, paper.item, verdict, found.sent or 0, found.received or 0,
             now_ms),
        )  # fmt: skip

    def _waybills_of(self, among: Iterable[str] | None) -> tuple[str, tuple[str | None, ...]]:
        few = None if among is None else listed(sorted(among))
        return _AMONG.format(several=self._db.several), (few, few, few)


def _waybill(row: tuple[object, ...]) -> Waybill:
    sender, receiver, number, item, sent, received, again, first, state, verdict = row
    return Waybill(
        paper=Paper(sender=str(sender), receiver=str(receiver), number=str(number), item=str(item)),
        sent=sent,  # type: ignore[arg-type]  as the query says
        received=received,  # type: ignore[arg-type]
        again=again,  # type: ignore[arg-type]
        first=first,  # type: ignore[arg-type]
        state=state,  # type: ignore[arg-type]
        verdict=verdict,  # type: ignore[arg-type]
    )
