"""What a campaign comes to at this site: as it stands, as everybody may see it, and as it was closed."""

from collections.abc import Callable

import msgspec

from fieldpoint.core.campaigns.add_up import Counts, Given, Titles, add_up
from fieldpoint.core.campaigns.campaign import Campaign, State, belonging, span, state_on
from fieldpoint.core.campaigns.pieces import pieces_for
from fieldpoint.core.campaigns.rows import CampaignClose
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.day_sheet import seal_code
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.desk.packaged_programmes import packaged_items
from fieldpoint.errors import Broken, Code, NotFound
from fieldpoint.store import log
from fieldpoint.store.campaigns import campaigns, counts
from fieldpoint.store.campaigns.campaigns import Running
from fieldpoint.store.campaigns.counts import Sought
from fieldpoint.store.programmes import programmes
from fieldpoint.store.site import SiteFacts
from fieldpoint.store.transaction import LogHead

Reading = Callable[[Connection, Sought], list[Given]]


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign with its numbers; `seal` is there once it is closed, and then the numbers are those of its report."""

    campaign: Campaign
    state: State
    report: CampaignReport
    seal: str = ""


def report_of(connection: Connection, campaign: Campaign, site: SiteFacts, day: Day) -> CampaignReport:
    """The campaign's numbers as they stand, with how many were reached."""
    return _report(connection, campaign, counts.given_to_whom, site, day)


def see(connection: Connection, code: str, site: SiteFacts, day: Day) -> Seen:
    """The campaign with its numbers on a day. `NotFound` (`campaign-unknown`)."""
    found = campaigns.find_campaign(connection, code)
    if found is None:
        raise NotFound(Code.CAMPAIGN_UNKNOWN)
    return _seen(connection, found, counts.given_to_whom, site, day)


def see_all(connection: Connection, site: SiteFacts, day: Day) -> list[Seen]:
    """Every campaign that was opened here with its numbers, those that run first, then those to come."""
    order = {"now": 0, "coming": 1, "past": 2}
    found = [_seen(connection, one, counts.given_to_whom, site, day) for one in campaigns.campaigns(connection)]
    return sorted(found, key=lambda one: (bool(one.seal), order[one.state]))


def see_in_public(connection: Connection, code: str | None, site: SiteFacts, day: Day) -> Seen | None:
    """The campaign as everybody may see it: nobody asks who was reached, so `households` is nought.

    Without a code the one with a puzzle that runs, or else the one opened last; nothing where there is none.
    """
    running = [one for one in campaigns.campaigns(connection) if one.campaign.puzzle is not None]
    if code is not None:
        running = [one for one in running if one.campaign.code == code]
    running.sort(key=lambda one: (one.closed is not None, state_on(one.campaign, day) != "now"))
    return _seen(connection, running[0], counts.given_by_day, site, day) if running else None


def closed_report(connection: Connection, found: Running) -> tuple[CampaignClose, LogHead]:
    """The row that closed a campaign, and where it stands. `Broken` (`chain-broken`) where it does not."""
    row = None if found.closed is None else log.find(connection, found.closed)
    if row is None or not isinstance(row[0], CampaignClose):
        raise Broken(Code.CHAIN_BROKEN, seq=0)
    return row[0], row[1]


def _seen(connection: Connection, found: Running, reading: Reading, site: SiteFacts, day: Day) -> Seen:
    state = state_on(found.campaign, day)
    if found.closed is None:
        report = _report(connection, found.campaign, reading, site, day)
        return Seen(campaign=found.campaign, state=state, report=report)
    row, stands = closed_report(connection, found)
    return Seen(campaign=found.campaign, state="past", report=row.report, seal=seal_code(stands.head))


def _report(connection: Connection, campaign: Campaign, reading: Reading, site: SiteFacts, day: Day) -> CampaignReport:
    here = programmes(connection)
    codes = belonging(campaign, here)
    pieces = pieces_for(campaign.code, counts.piece_words(connection))
    found = Counts(
        programmes=codes,
        given=reading(connection, Sought(programmes=codes, span=span(campaign), site=site.code)),
        events=campaigns.events_of(connection, campaign.code, site.code),
        tallied=counts.tallied_at(connection, campaign.code),
        pledged=pieces.pledged,
        arrived=pieces.arrived,
    )
    titles = Titles(
        programmes={one.code: (one.title_fa, one.unit_fa) for one in here},
        items=packaged_items() | {one.item: one.item_title_fa for one in here if one.item_title_fa},
    )
    return add_up(campaign, found, titles, site.name_fa, day)
