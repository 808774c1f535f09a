"""What sites' rows say of campaigns, as sets that no order of arrival changes. Nothing here commits.

Imports core and the engine.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from fieldpoint.core.campaigns.add_up import Event, Given, Tallied
from fieldpoint.core.campaigns.pieces import PieceWord
from fieldpoint.core.names import Day, EventId
from fieldpoint.registry.engines.engine import Engine, listed

# Each handout once, however many members it counts for; under whom it stands now.
_GIVEN = """SELECT t.site, t.prog, t.item, t.day, sum(t.qty), {handouts}, {holder} FROM takings t
    WHERE t.day BETWEEN ? AND ? AND t.prog IN ({several}) AND t.site IN ({several})
    AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.ref = t.event_id AND v.site = t.site)
    GROUP BY t.site, t.prog, t.item, t.day"""
_EACH = _GIVEN.replace("{handouts}, {holder}", "1, t.holder_now") + ", t.event_id, t.holder_now"
_BY_DAY = _GIVEN.replace("{handouts}, {holder}", "count(DISTINCT t.event_id), ''")


class PlanWord(msgspec.Struct, frozen=True, kw_only=True):
    """A site opened a campaign at a version, at a time by its clock (ms of UTC); the plan is JSON."""

    event_id: EventId
    campaign: str
    site: str
    version: int
    wall: int
    plan: bytes


class ClosedReport(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a campaign as it was closed for an organisation ('' for all), as JSON."""

    closed_at: int
    report: bytes


class CampaignTables:
    """The tables whose names begin with `campaign_`, and `city_campaigns`."""

    _db: Engine

    def add_plan(self, word: PlanWord) -> None:
        """A site runs a campaign at that version."""
        self._db.execute(
            "INSERT INTO campaign_plans (event_id, campaign, site, version, wall, plan) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (word.event_id, word.campaign, word.site, word.version, word.wall, word.plan),
        )

    def plans(self, campaign: str | None = None) -> dict[str, dict[str, bytes]]:
        """The newest plan of each campaign at each site that runs it: by campaign, then by site."""
        found = self._db.execute(
            "SELECT campaign, site, plan FROM campaign_plans WHERE campaign = coalesce(?, campaign)"
            " ORDER BY campaign, site, version, wall, event_id",
            (campaign,),
        )
        plans: dict[str, dict[str, bytes]] = {}
        for code, site, plan in found.fetchall():
            plans.setdefault(code, {})[site] = bytes(plan)
        return plans

    def add_campaign_event(self, campaign: str, event: Event) -> None:
        """Tents of a site stand somewhere."""
        self._db.execute(
            "INSERT INTO campaign_events (event_id, campaign, site, place, day, first, last)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (event.event, campaign, event.site, event.place, event.day, event.first, event.last),
        )

    def add_event_off(self, row: EventId, event: EventId, site: str) -> None:
        """An event was entered by mistake."""
        self._db.execute(
            "INSERT INTO campaign_offs (event_id, event, site) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (row, event, site),
        )

    def campaign_events(self, campaign: str) -> list[Event]:
        """The campaign's events at every site."""
        found = self._db.execute(
            "SELECT event_id, site, place, day, first, last FROM campaign_events e WHERE campaign = ?"
            " AND NOT EXISTS (SELECT 1 FROM campaign_offs o WHERE o.event = e.event_id AND o.site = e.site)"
            " ORDER BY day, first, event_id",
            (campaign,),
        )
        return [
            Event(event=EventId(row[0]), site=row[1], place=row[2], day=Day(row[3]), first=row[4], last=row[5])
            for row in found.fetchall()
        ]

    def add_event_tap(self, row: EventId, site: str, tallied: Tallied) -> None:
        """So many were counted at an event."""
        self._db.execute(
            "INSERT INTO campaign_taps (event_id, event, site, item, qty) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (row, tallied.event, site, tallied.item, tallied.qty),
        )

    def tallied_at(self, campaign: str) -> list[Tallied]:
        """What was counted at each of a campaign's events and not taken back, item by item."""
        found = self._db.execute(
            "SELECT t.event, t.item, sum(t.qty) FROM campaign_taps t"
            " JOIN campaign_events e ON e.event_id = t.event AND e.site = t.site WHERE e.campaign = ?"
            " AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.ref = t.event_id AND v.site = t.site)"
            " GROUP BY t.event, t.item ORDER BY t.event, t.item",
            (campaign,),
        )
        return [Tallied(event=EventId(row[0]), item=row[1], qty=int(row[2])) for row in found.fetchall()]

    def add_piece_word(self, site: str, word: PieceWord) -> None:
        """A row of a site says something of pieces."""
        self._db.execute(
            "INSERT INTO campaign_pieces (event_id, site, gift, what, campaign, qty) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (word.event_id, site, word.gift, word.what, word.campaign, word.qty),
        )

    def piece_words(self, sites: Sequence[str]) -> list[PieceWord]:
        """All that rows of these sites say of pieces; a contribution and what becomes of it are of one site."""
        query = f"SELECT event_id, gift, what, campaign, qty FROM campaign_pieces WHERE site IN ({self._few})"  # noqa: S608
        return [
            PieceWord(event_id=EventId(row[0]), gift=EventId(row[1]), what=row[2], campaign=row[3], qty=int(row[4]))
            for row in self._db.execute(query, (listed(sites),)).fetchall()
        ]

    def given_between(
        self, programmes: Sequence[str], sites: Sequence[str], span: tuple[Day, Day], *, reached: bool
    ) -> list[Given]:
        """What these programmes gave at these sites; each handout by itself where it is asked who was `reached`."""
        query = (_EACH if reached else _BY_DAY).format(several=self._few)
        found = self._db.execute(query, (*span, listed(programmes), listed(sites)))
        return [_given(*row) for row in found.fetchall()]

    def add_campaign_close(self, row: EventId, campaign: str, site: str) -> None:
        """A site closed the campaign."""
        self._db.execute(
            "INSERT INTO campaign_closes (event_id, campaign, site) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (row, campaign, site),
        )

    def sites_closed(self, campaign: str) -> set[str]:
        """The sites that closed the campaign."""
        found = self._db.execute("SELECT site FROM campaign_closes WHERE campaign = ?", (campaign,))
        return {row[0] for row in found.fetchall()}

    def campaign_report(self, campaign: str, organisation: str) -> ClosedReport | None:
        """The report as it was closed for an organisation ('' for all), or nothing."""
        row = self._db.execute(
            "SELECT closed_at, report FROM campaign_reports WHERE campaign = ? AND organisation = ?",
            (campaign, organisation),
        ).fetchone()
        return None if row is None else ClosedReport(closed_at=row[0], report=bytes(row[1]))

    def save_campaign_report(self, campaign: str, organisation: str, closed: ClosedReport) -> None:
        """The report stands; one that stood before stays."""
        self._db.execute(
            "INSERT INTO campaign_reports (campaign, organisation, closed_at, report) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (campaign, organisation, closed.closed_at, closed.report),
        )

    def add_city_campaign(self, campaign: str, version: int, site: str, plan: bytes) -> None:
        """The version of a campaign runs at a site, or at every one (''); one that stands stays as it is."""
        self._db.execute(
            "INSERT INTO city_campaigns (campaign, version, site, plan) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (campaign, version, site, plan),
        )

    def city_campaigns(self, site: str) -> list[tuple[str, int, bytes]]:
        """Code, version and plan of what runs at a site by the registry's word, by code and version."""
        found = self._db.execute(
            "SELECT DISTINCT campaign, version, plan FROM city_campaigns WHERE site IN ('', ?)"
            " ORDER BY campaign, version",
            (site,),
        )
        return [(row[0], row[1], bytes(row[2])) for row in found.fetchall()]

    @property
    def _few(self) -> str:
        return f"SELECT one FROM ({self._db.several}) AS few"  # noqa: S608  the engine's own words


def _given(*row: Any) -> Given:  # noqa: ANN401  a database's row
    site, programme, item, day, quantity, handouts, holder = row
    return Given(
        site=site, prog=programme, item=item, day=Day(day), qty=int(quantity), handouts=int(handouts), holder=holder
    )
