"""What officers look at, a page at a time: sites, their days, their cases. Nothing here commits.

`among` are the sites that may be seen, as one text (`listed`), or None for all. Imports the engine and the shapes.
"""

from collections.abc import Iterable

from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.overview.shapes import BatchView, CaseCount, DayMark, SiteRow, WithheldView

_SEEN = "(CAST(? AS TEXT) IS NULL OR {site} IN (SELECT one FROM ({several}) AS few))"
_FITS = "(CAST(? AS TEXT) = '' OR lower(s.site) LIKE ? ESCAPE '!' OR lower(s.title) LIKE ? ESCAPE '!')"
_FACTS = """s.site, s.title, s.organisation, s.token_hash IS NOT NULL, s.last_contact_at,
    CAST(coalesce((SELECT sum(e.hwm) FROM epochs e WHERE e.site = s.site), 0) AS BIGINT)"""
_BATCH_STATE = "CASE WHEN released_at IS NOT NULL THEN 'released' WHEN rejected_at IS NOT NULL THEN 'rejected'"


class OverviewTables:
    """What `sites`, `opens`, `closes`, `cases`, `kept_batches` and `events` say at a glance."""

    _db: Engine

    def site_rows(self, among: Iterable[str] | None, like: str, start: int, limit: int) -> list[SiteRow]:
        """Sites whose code or title holds a text, the longest silent first."""
        seen, few = self._seen("s.site", among)
        query = f"SELECT {_FACTS} FROM sites s WHERE {seen} AND {_FITS}"  # noqa: S608  our own words
        order = " ORDER BY coalesce(s.last_contact_at, 0), s.site LIMIT ? OFFSET ?"
        found = self._db.execute(query + order, (*few, *_fitting(like), limit, start))
        return [_site(row) for row in found.fetchall()]

    def count_sites(self, among: Iterable[str] | None, like: str, silent_since: int | None = None) -> int:
        """How many sites fit, or those of them that were not heard of since an instant."""
        seen, few = self._seen("s.site", among)
        query = f"SELECT count(*) FROM sites s WHERE {seen} AND {_FITS}"  # noqa: S608  our own words
        since = " AND (CAST(? AS BIGINT) IS NULL OR coalesce(s.last_contact_at, 0) < ?)"
        return self._count(query + since, (*few, *_fitting(like), silent_since, silent_since))

    def site_row(self, site: str) -> SiteRow | None:
        """A site by its code."""
        row = self._db.execute(f"SELECT {_FACTS} FROM sites s WHERE s.site = ?", (site,)).fetchone()  # noqa: S608
        return None if row is None else _site(row)

    def name_site(self, site: str, title: str, organisation: str) -> None:
        """The site is called so and belongs to this organisation."""
        self._db.execute("UPDATE sites SET title = ?, organisation = ? WHERE site = ?", (title, organisation, site))

    def clear_token(self, site: str) -> None:
        """No token speaks for the site, and no code that lies about lets it in."""
        self._db.execute("UPDATE sites SET token_hash = NULL WHERE site = ?", (site,))
        self._db.execute("DELETE FROM enrol_codes WHERE site = ? AND used_by IS NULL", (site,))

    def add_open(self, epoch_no: int, seq: int, site: str, day: str) -> None:
        """A site opened its day."""
        self._db.execute(
            "INSERT INTO opens (epoch_no, seq, site, day) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (epoch_no, seq, site, day),
        )

    def last_opens(self, epoch_no: int, limit: int) -> list[DayMark]:
        """The last opens of a life, the newest first."""
        query = "SELECT seq, day FROM opens WHERE epoch_no = ? ORDER BY seq DESC LIMIT ?"
        return [DayMark(seq=row[0], day=row[1]) for row in self._db.execute(query, (epoch_no, limit)).fetchall()]

    def last_closes(self, epoch_no: int, limit: int) -> list[DayMark]:
        """The last closes of a life, the newest first."""
        query = "SELECT seq, day FROM closes WHERE epoch_no = ? ORDER BY seq DESC LIMIT ?"
        return [DayMark(seq=row[0], day=row[1]) for row in self._db.execute(query, (epoch_no, limit)).fetchall()]

    def case_ids(self, among: Iterable[str] | None, state: str, start: int, limit: int) -> list[str]:
        """Cases in a state that name one of these sites, the latest changed first."""
        named, few = self._named(among)
        query = f"SELECT case_id FROM cases WHERE state = ? AND {named}"  # noqa: S608  our own words
        order = " ORDER BY changed_at DESC, case_id LIMIT ? OFFSET ?"
        return [row[0] for row in self._db.execute(query + order, (state, *few, limit, start)).fetchall()]

    def case_counts(self, among: Iterable[str] | None) -> list[CaseCount]:
        """Cases that name one of these sites, counted; those that are gone are left out."""
        named, few = self._named(among)
        query = f"SELECT prog, cycle, kind, state, count(*) FROM cases WHERE state <> 'gone' AND {named}"  # noqa: S608
        order = " GROUP BY prog, cycle, kind, state ORDER BY prog, cycle DESC, kind, state"
        found = self._db.execute(query + order, few)
        return [
            CaseCount(programme=row[0], period=row[1], kind=row[2], state=row[3], count=row[4])
            for row in found.fetchall()
        ]

    def batches_beside(self, among: Iterable[str] | None, limit: int) -> list[BatchView]:
        """Batches that are kept beside; those that wait first, the newest before the older."""
        seen, few = self._seen("site", among)
        query = (
            f"SELECT batch_id, site, code, received_at, {_BATCH_STATE} ELSE 'waits' END FROM kept_batches"  # noqa: S608
            f" WHERE {seen} ORDER BY coalesce(released_at, rejected_at, 0) > 0, received_at DESC, batch_id LIMIT ?"
        )
        found = self._db.execute(query, (*few, limit))
        return [
            BatchView(batch=row[0], site=row[1], code=row[2], received_at=row[3], state=row[4])
            for row in found.fetchall()
        ]

    def count_batches_waiting(self, among: Iterable[str] | None) -> int:
        """How many batches wait for somebody."""
        seen, few = self._seen("site", among)
        query = f"SELECT count(*) FROM kept_batches WHERE released_at IS NULL AND rejected_at IS NULL AND {seen}"  # noqa: S608
        return self._count(query, few)

    def reject_batch(self, batch_id: str, now_ms: int) -> None:
        """The batch stays beside for good."""
        self._db.execute("UPDATE kept_batches SET rejected_at = ? WHERE batch_id = ?", (now_ms, batch_id))

    def withheld_counts(self, among: Iterable[str] | None) -> list[WithheldView]:
        """Rows whose effect is withheld, by site, reason and type."""
        seen, few = self._seen("e.site", among)
        found = self._db.execute(
            "SELECT e.site, v.quarantine, v.type, count(*), min(v.seq) FROM events v"  # noqa: S608  our own words
            f" JOIN epochs e ON e.number = v.epoch_no WHERE v.quarantine IS NOT NULL AND {seen}"
            " GROUP BY e.site, v.quarantine, v.type ORDER BY e.site, v.quarantine, v.type",
            few,
        )
        return [
            WithheldView(site=row[0], code=row[1], type=row[2], count=row[3], first=row[4]) for row in found.fetchall()
        ]

    def _seen(self, site: str, among: Iterable[str] | None) -> tuple[str, tuple[str | None, ...]]:
        few = None if among is None else listed(sorted(among))
        return _SEEN.format(site=site, several=self._db.several), (few, few)

    def _named(self, among: Iterable[str] | None) -> tuple[str, tuple[str | None, ...]]:
        """Cases keep their sites as one text of JSON; a site stands in it when taking it out changes it."""
        few = None if among is None else listed(sorted(among))
        holds = "replace(cases.sites, '\"' || few.one || '\"', '') <> cases.sites"
        within = f"EXISTS (SELECT 1 FROM ({self._db.several}) AS few WHERE {holds})"  # noqa: S608  our own words
        return f"(CAST(? AS TEXT) IS NULL OR {within})", (few, few)

    def _count(self, query: str, values: tuple[str | int | None, ...]) -> int:
        row = self._db.execute(query, values).fetchone()
        return row[0] if row else 0


def _fitting(like: str) -> tuple[str, str, str]:
    """What two LIKE take: the text anywhere in code or title, its own signs meaning themselves."""
    plain = like.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return like, f"%{plain}%", f"%{plain}%"


def _site(row: tuple[str, str, str, int, int | None, int]) -> SiteRow:
    return SiteRow(
        site=row[0], title=row[1], organisation=row[2], enrolled=bool(row[3]), last_contact_at=row[4], mark=row[5]
    )
