"""A campaign's numbers from what was given, pledged and counted: one sum for the site and for the registry.

A handout belongs to a campaign when its programme does and its day is one of the campaign's days; nothing is marked on
the row itself, so the same campaign may be closed years later, anywhere, and count the same.

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from fieldpoint.core.campaigns.campaign import Campaign, counts_on
from fieldpoint.core.campaigns.total import CampaignReport, EventTotal, GivenTotal, PieceTotals
from fieldpoint.core.names import Day, EventId

# A row holds 16 KiB; so many entries fit however long their titles are, beside all that a row has besides.
_MAX_BYTES = 15_000


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What one handout gave, or several together (`handouts`); no holder where nobody asks who was reached."""

    site: str
    prog: str
    item: str
    day: Day
    qty: int
    handouts: int = 1
    holder: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the campaign as its row says it."""

    event: EventId
    site: str
    place: str
    day: Day
    first: str
    last: str


class Tallied(msgspec.Struct, frozen=True, kw_only=True):
    """So many of an item were counted at an event."""

    event: EventId
    item: str
    qty: int


class Titles(msgspec.Struct, frozen=True, kw_only=True):
    """What programmes (with their units) and items are called now."""

    programmes: Mapping[str, tuple[str, str]]
    items: Mapping[str, str]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """All that a campaign's report is made of. `pledged` and `arrived` are pieces.

    `plans` are those of single sites, whose own days count for what they gave; for all others the campaign's.
    """

    programmes: Collection[str]
    plans: Mapping[str, Campaign] = {}
    given: Iterable[Given]
    events: Sequence[Event] = ()
    tallied: Sequence[Tallied] = ()
    pledged: int = 0
    arrived: int = 0


def add_up(campaign: Campaign, counts: Counts, titles: Titles, by: str, day: Day) -> CampaignReport:
    """The campaign's report as it stands on a day."""
    given = _given(campaign, counts)
    reached = _towards(campaign, given, counts.tallied)
    events = [_event(campaign, one, counts.tallied, titles) for one in counts.events]
    lines = [_line(key, of, titles) for key, of in sorted(given.items())]
    return _fitting(
        CampaignReport(
            code=campaign.code,
            version=campaign.version,
            title=campaign.title_fa,
            by=by,
            day=day,
            spans=[(Day(one.first), Day(one.last)) for one in campaign.window],
            target=campaign.target.count,
            unit=campaign.target.unit_fa,
            reached=reached,
            households=len(set[str]().union(*(one.holders for one in given.values()))),
            handouts=sum(one.handouts for one in given.values()),
            sites=len({site for site, *_ in given} | {one.site for one in counts.events}),
            given=sorted(lines, key=lambda one: (-one.qty, one.site, one.prog, one.item)),
            events=sorted(events, key=lambda one: (one.day, one.first, one.site, one.event)),
            tallied=sum(one.qty for one in counts.tallied),
            pieces=_pieces(campaign, counts, reached),
        )
    )


class _Sum(msgspec.Struct):
    handouts: int = 0
    qty: int = 0
    holders: set[str] = msgspec.field(default_factory=set[str])


_Key = tuple[str, str, str]  # site, programme, item


def _given(campaign: Campaign, counts: Counts) -> dict[_Key, _Sum]:
    sums: dict[_Key, _Sum] = {}
    days: dict[tuple[str, Day], bool] = {}
    for one in counts.given:
        place = (one.site, one.day)
        if place not in days:
            days[place] = counts_on(counts.plans.get(one.site, campaign), one.day)
        if one.prog not in counts.programmes or not days[place]:
            continue
        found = sums.setdefault((one.site, one.prog, one.item), _Sum())
        found.handouts += one.handouts
        found.qty += one.qty
        if one.holder:
            found.holders.add(one.holder)
    return sums


def _towards(campaign: Campaign, given: Mapping[_Key, _Sum], tallied: Iterable[Tallied]) -> int:
    """What counts towards the target, handed over with a card or given freely at tents: it fills the puzzle too."""
    only = campaign.target.item
    handed = sum(one.qty for (_, _, item), one in given.items() if only in (None, item))
    return handed + sum(one.qty for one in tallied if only in (None, one.item))


def _pieces(campaign: Campaign, counts: Counts, reached: int) -> PieceTotals | None:
    puzzle = campaign.puzzle
    if puzzle is None:
        return None
    return PieceTotals(
        total=puzzle.pieces, pledged=counts.pledged, arrived=counts.arrived, handed=reached // puzzle.each
    )


def _line(key: _Key, one: _Sum, titles: Titles) -> GivenTotal:
    site, prog, item = key
    title, unit = titles.programmes.get(prog, (prog, ""))
    return GivenTotal(
        site=site,
        prog=prog,
        item=item,
        title=title,
        unit=unit,
        handouts=one.handouts,
        qty=one.qty,
        households=len(one.holders),
    )


def _event(campaign: Campaign, one: Event, tallied: Iterable[Tallied], titles: Titles) -> EventTotal:
    place, counts = campaign.place(one.place), Counter[str]()
    for tap in tallied:
        if tap.event == one.event:
            counts[titles.items.get(tap.item, tap.item)] += tap.qty
    return EventTotal(
        event=one.event,
        site=one.site,
        place=one.place if place is None else place.title_fa,
        day=one.day,
        first=one.first,
        last=one.last,
        counts=sorted((+counts).items()),
    )


def _fitting(report: CampaignReport) -> CampaignReport:
    """As much of it as a row has room for: the smallest lines and the latest events go first."""
    while len(msgspec.json.encode(report)) > _MAX_BYTES:
        longer = "events" if len(report.events) >= len(report.given) else "given"
        kept = getattr(report, longer)[:-1]
        report = msgspec.structs.replace(report, more=report.more + 1, **{longer: kept})
    return report
