"""A campaign's numbers over the sites that run it, by the sum that every site has itself.

Each site's handouts count on the days of its own plan, because a site may have moved the months of the moon; so what
the sites' own reports say adds up to this one. A plan of a newer fieldpoint that cannot be read is passed over.

Imports core, the store and its neighbours.
"""

from collections.abc import Collection, Mapping
from hashlib import sha256

import msgspec

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.campaigns.add_up import Counts, Titles, add_up
from fieldpoint.core.campaigns.campaign import Campaign, State, belonging, span, state_on
from fieldpoint.core.campaigns.pieces import pieces_for
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.day_sheet import seal_code
from fieldpoint.core.jalali import read_day
from fieldpoint.core.names import Day, Head
from fieldpoint.core.rules.programme import Programme
from fieldpoint.programmes.items import packaged_items
from fieldpoint.registry.campaigns.tables import ClosedReport
from fieldpoint.registry.store import RegistryStore

_PLAN = msgspec.json.Decoder(Campaign)
_RULE = msgspec.json.Decoder(Programme)
_REPORT = msgspec.json.Decoder(CampaignReport)
Sites = Collection[str] | None  # whose numbers are asked for; None for every site's


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign at its newest version, and the plan of each site that runs it."""

    campaign: Campaign
    plans: Mapping[str, Campaign]

    def state(self, day: Day) -> State:
        """Whether it runs, is to come or is over."""
        return state_on(self.campaign, day)


class Reporting(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a report is made: what the sheet calls them, and on which day."""

    by: str
    day: Day


def runs(store: RegistryStore, sites: Sites, code: str | None = None) -> list[Run]:
    """Every campaign (or that one) that any of these sites runs, by its code."""
    found = [_run(plans, sites) for plans in store.plans(code).values()]
    return [one for one in found if one is not None]


def report_of(store: RegistryStore, run: Run, reporting: Reporting, *, reached: bool = True) -> CampaignReport:
    """The campaign's numbers as they stand; without `reached` nobody asks whom it reached."""
    rules = _rules(store)
    programmes = sorted({code for plan in run.plans.values() for code in belonging(plan, rules)})
    sites = sorted(run.plans)
    spans = [span(plan) for plan in run.plans.values()]
    whole = (min(first for first, _ in spans), max(last for _, last in spans))
    pieces = pieces_for(run.campaign.code, store.piece_words(sites))
    events = [one for one in store.campaign_events(run.campaign.code) if one.site in run.plans]
    held = {one.event for one in events}
    counts = Counts(
        programmes=programmes,
        plans=run.plans,
        given=store.given_between(programmes, sites, whole, reached=reached),
        events=events,
        tallied=[one for one in store.tallied_at(run.campaign.code) if one.event in held],
        pledged=pieces.pledged,
        arrived=pieces.arrived,
    )
    return add_up(run.campaign, counts, _titles(rules), reporting.by, reporting.day)


def closed_report(kept: ClosedReport) -> tuple[CampaignReport, str]:
    """A report as it was closed, and its seal: of the very bytes that are kept."""
    return _REPORT.decode(kept.report), seal_of(kept.report)


def seal_of(report: bytes) -> str:
    """The ten symbols that stand on a report of the registry: of its bytes, whose hash is in the registry's log."""
    return seal_code(Head(sha256(report).digest()))


def _run(plans: Mapping[str, bytes], sites: Sites) -> Run | None:
    read = {site: plan for site, text in plans.items() if (plan := _plan(text)) and (sites is None or site in sites)}
    if not read:
        return None
    newest = max(read.items(), key=lambda one: (one[1].version, one[0]))[1]
    return Run(campaign=newest, plans=read)


def _plan(text: bytes) -> Campaign | None:
    try:
        plan = _PLAN.decode(text)
        for day in (day for one in plan.window for day in (one.first, one.last)):
            read_day(day)
    except (*UNREADABLE, ValueError):  # a day that is in no calendar
        return None
    return plan


def _rules(store: RegistryStore) -> list[Programme]:
    found: list[Programme] = []
    for rule in store.newest_rules().values():
        try:
            found.append(_RULE.decode(rule))
        except UNREADABLE:  # a newer site's
            continue
    return found


def _titles(rules: list[Programme]) -> Titles:
    return Titles(
        programmes={one.code: (one.title_fa, one.unit_fa) for one in rules},
        items=packaged_items() | {one.item: one.item_title_fa for one in rules if one.item_title_fa},
    )
