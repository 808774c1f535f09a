"""The lives of a site's log: which are over, what was carried from one to another, what is held. Commits nothing.

Imports core, the engine and the shapes.
"""

from collections.abc import Iterable, Sequence

from fieldpoint.core.base64url import b64url
from fieldpoint.registry.engines.engine import Engine
from fieldpoint.registry.tables.shapes import Seal

_IDS_A_QUERY = 500
_OF_SITE = "event_id IN ({places}) AND epoch_no IN (SELECT number FROM epochs WHERE site = ? AND epoch <> ?)"


class LifeTables:
    """The table `carried`, and what `epochs`, `events` and `seals` say of lives."""

    _db: Engine

    def sites_of_many_lives(self) -> list[str]:
        """Sites whose log has more than one life, by code."""
        found = self._db.execute("SELECT site FROM epochs GROUP BY site HAVING count(*) > 1 ORDER BY site")
        return [site for (site,) in found.fetchall()]

    def epoch_name(self, epoch_no: int) -> str:
        """The name of a life, by its number here."""
        row = self._db.execute("SELECT epoch FROM epochs WHERE number = ?", (epoch_no,)).fetchone()
        return row[0] if row else ""

    def retire_epoch(self, epoch_no: int) -> None:
        """Nothing new of this life counts."""
        self._db.execute("UPDATE epochs SET status = 'retired' WHERE number = ?", (epoch_no,))

    def add_carried(self, site: str, event_ids: Iterable[str]) -> None:
        """These rows of a site came inside others."""
        rows = ((event_id, site) for event_id in event_ids)
        self._db.insert_many("carried", {"event_id": "text", "site": "text"}, rows)

    def ids_of_site(self, site: str, event_ids: Sequence[str], *, but: str = "") -> set[str]:
        """Those of the ids that a row of this site has, counted or not, at its place or carried; one life left out."""
        held: set[str] = set()
        for start in range(0, len(event_ids), _IDS_A_QUERY):
            some = event_ids[start : start + _IDS_A_QUERY]
            places = ", ".join("?" * len(some))
            which = _OF_SITE.format(places=places)
            for counts in ("quarantine IS NULL", "quarantine IS NOT NULL"):  # each goes by an index of its own
                query = f"SELECT event_id FROM events WHERE {counts} AND {which}"  # noqa: S608  our own words
                held.update(row[0] for row in self._db.execute(query, (*some, site, but)))
            query = f"SELECT event_id FROM carried WHERE event_id IN ({places}) AND site = ?"  # noqa: S608
            held.update(row[0] for row in self._db.execute(query, (*some, site)))
        return held

    def seal_with(self, epoch_no: int, seq: int) -> Seal | None:
        """The proof of the batch that holds a row and reaches furthest."""
        row = self._db.execute(
            "SELECT batch_id, first, last, header, signature FROM seals"
            " WHERE epoch_no = ? AND first <= ? AND last >= ? ORDER BY last DESC, first DESC LIMIT 1",
            (epoch_no, seq, seq),
        ).fetchone()
        if row is None:
            return None
        return Seal(batch_id=row[0], first=row[1], last=row[2], header=row[3], signature=row[4])

    def last_received(self, epoch_no: int) -> int | None:
        """When rows of a life last came, ms of UTC."""
        row = self._db.execute("SELECT max(received_at) FROM seals WHERE epoch_no = ?", (epoch_no,)).fetchone()
        return None if row is None else row[0]

    def signature_line(self, seal: Seal) -> bytes:
        """The second line of the batch that a proof is of."""
        return b'{"sig":"' + b64url(seal.signature).encode() + b'"}'
