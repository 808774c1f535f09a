"""A campaign is closed at the registry: its report is kept as bytes, and the registry's log has their hash.

Imports core, the store and its neighbours.
"""

from hashlib import sha256
from typing import NamedTuple

import msgspec

from fieldpoint.core.campaigns.campaign import State
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.names import Day
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.audit import Decision, record
from fieldpoint.registry.campaigns.look import Reporting, Run, closed_report, report_of, runs
from fieldpoint.registry.campaigns.tables import ClosedReport
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.store import RegistryStore


class Seen(NamedTuple):
    """A campaign as an officer sees it; with a `seal` it is closed, and the report is the one that was kept."""

    run: Run
    state: State
    report: CampaignReport
    seal: str
    sites_open: list[str]


def see_campaigns(store: RegistryStore, officer: SignedIn, name: str, day: Day) -> list[Seen]:
    """Every campaign that a site of the officer's runs, those that run now first. `name` is the registry's own."""
    order = {"now": 0, "coming": 1, "past": 2}
    found = [_seen(store, officer, one, _reporting(store, officer, name, day)) for one in runs(store, officer.sites)]
    return sorted(found, key=lambda one: (bool(one.seal), order[one.state], one.run.campaign.code))


def see_campaign(store: RegistryStore, officer: SignedIn, code: str, name: str, day: Day) -> Seen:
    """One campaign. `NotFound` (`campaign-unknown`), for one that only other organisations' sites run too."""
    found = runs(store, officer.sites, code)
    if not found:
        raise NotFound(Code.CAMPAIGN_UNKNOWN)
    return _seen(store, officer, found[0], _reporting(store, officer, name, day))


def close_campaign(store: RegistryStore, officer: SignedIn, seen: Seen, now_ms: int) -> None:
    """The report stands as it was seen; one that was closed before stays. Commits."""
    if seen.seal:
        return
    text = msgspec.json.encode(seen.report)
    by, code = officer.by(now_ms), seen.run.campaign.code
    with store.transaction():
        store.save_campaign_report(
            code, officer.officer.organisation or "", ClosedReport(closed_at=now_ms, report=text)
        )
        digest = sha256(text).hexdigest()
        record(store, Decision(n=0, at=now_ms, who=by.who, act="campaign.close", about=code, to=digest))


def _seen(store: RegistryStore, officer: SignedIn, run: Run, reporting: Reporting) -> Seen:
    code = run.campaign.code
    kept = store.campaign_report(code, officer.officer.organisation or "")
    if kept is not None:
        report, seal = closed_report(kept)
        return Seen(run, "past", report, seal, [])
    still = sorted(set(run.plans) - store.sites_closed(code))
    return Seen(run, run.state(reporting.day), report_of(store, run, reporting), "", still)


def _reporting(store: RegistryStore, officer: SignedIn, name: str, day: Day) -> Reporting:
    """The sheet says for whom it adds up: an organisation, or the registry itself."""
    organisations = {one.organisation: one.title for one in store.organisations()}
    return Reporting(by=organisations.get(officer.officer.organisation or "", name), day=day)
