"""What a campaign comes to, as its closing report keeps it. Imports msgspec and `core`."""

import msgspec

from fieldpoint.core.names import Day, EventId


class GivenTotal(msgspec.Struct, frozen=True, kw_only=True):
    """What one programme gave of one item at one site; `title` and `unit` as they were when it was added up."""

    site: str
    prog: str
    item: str
    title: str
    unit: str
    handouts: int
    qty: int
    households: int


class PieceTotals(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of the puzzle: how many there are, were pledged, have arrived, and were handed out."""

    total: int
    pledged: int
    arrived: int
    handed: int


class EventTotal(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted at one event: how much of each item, by its title. `place` is that of the campaign's file."""

    event: EventId
    site: str
    place: str
    day: Day
    first: str
    last: str
    counts: list[tuple[str, int]]


class CampaignReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A campaign's numbers with all the words that stand on its sheet, so that it reads the same for ever.

    `by` is who reports (a site, or the registry), `sites` how many of them gave something, `reached` how much of the
    `target` (so many of `unit`) was given. Of lists that would grow too long for a row `more` entries are left out, and
    stand in every sum all the same.
    """

    code: str
    version: int
    title: str
    by: str
    day: Day
    spans: list[tuple[Day, Day]]
    target: int
    unit: str
    reached: int
    households: int
    handouts: int
    sites: int
    given: list[GivenTotal]
    events: list[EventTotal]
    tallied: int
    pieces: PieceTotals | None = None
    more: int = 0
