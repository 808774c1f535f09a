"""What each shelter said last of its free places. Nothing here commits.

Imports core and the engine.
"""

from typing import Any

import msgspec

from fieldpoint.core.shelter.places import Places, as_of
from fieldpoint.core.shelter.rows import OfShelter
from fieldpoint.registry.engines.engine import Engine

_LATEST_MS = 2**53
_FACTS = """SELECT p.site, coalesce(s.title, ''), coalesce(s.organisation, ''), p.beds, p.floor, p.free, p.free_floor,
    p.held, p.cold, p.said_at, p.known, p.ends FROM shelter_places p LEFT JOIN sites s ON s.site = p.site"""


class SitePlaces(msgspec.Struct, frozen=True, kw_only=True):
    """A site's places as it said at an instant (ms of UTC, by its own clock); `known`: others were told once."""

    site: str
    title: str
    organisation: str
    now: Places
    cold: bool
    said_at: int
    known: bool


class ShelterTables:
    """The table `shelter_places`."""

    _db: Engine

    def note_places(self, site: str, epoch_no: int, row: OfShelter) -> None:
        """A row's figures are the site's word, unless a later row of its log came in before."""
        now = row.now
        self._db.execute(
            "INSERT INTO shelter_places"
            " (site, epoch_no, seq, beds, floor, free, free_floor, held, cold, said_at, ends, told, known)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0) ON CONFLICT (site) DO UPDATE SET"
            " epoch_no = excluded.epoch_no, seq = excluded.seq, beds = excluded.beds, floor = excluded.floor,"
            " free = excluded.free, free_floor = excluded.free_floor, held = excluded.held, cold = excluded.cold,"
            " said_at = excluded.said_at, ends = excluded.ends, told = 0"
            " WHERE (excluded.epoch_no, excluded.seq) > (shelter_places.epoch_no, shelter_places.seq)",
            (
                *(site, epoch_no, row.seq, now.beds, now.floor, now.free, now.free_floor, now.held),
                *(int(row.cold), min(max(row.wall, 0), _LATEST_MS), " ".join(str(end) for end in row.ends or ())),
            ),
        )

    def is_news_of_places(self) -> bool:
        """Whether a shelter said something that the others were not told."""
        return self._db.execute("SELECT 1 FROM shelter_places WHERE told = 0 LIMIT 1").fetchone() is not None

    def untold_places(self) -> list[SitePlaces]:
        """The shelters of which others were not told yet; nobody else tells of them until the transaction ends."""
        self._db.lock_alone("settle")
        return [_places(row) for row in self._db.execute(_FACTS + " WHERE p.told = 0 ORDER BY p.site").fetchall()]

    def all_places(self, now_ms: int | None = None) -> list[SitePlaces]:
        """Every shelter's word, by site; at an instant where one is said, with beds free that were kept until then."""
        return [_places(row, now_ms) for row in self._db.execute(_FACTS + " ORDER BY p.site").fetchall()]

    def places_told(self, now_ms: int) -> None:
        """The others were told of everything that stands there; what a fast clock dated later was said now at last."""
        self._db.execute(
            "UPDATE shelter_places SET told = 1, known = 1, said_at = CASE WHEN said_at > ? THEN ? ELSE said_at END"
            " WHERE told = 0",
            (now_ms, now_ms),
        )


def _places(row: tuple[Any, ...], now_ms: int | None = None) -> SitePlaces:
    site, title, organisation, beds, floor, free, free_floor, held, cold, said_at, known, ends = row
    said = Places(beds=beds, floor=floor, free=free, free_floor=free_floor, held=held)
    return SitePlaces(
        site=site,
        title=title,
        organisation=organisation,
        now=as_of(said, (int(end) for end in str(ends).split()), now_ms or 0),
        cold=bool(cold),
        said_at=said_at,
        known=bool(known),
    )
