"""What a campaign comes to at a real site, it comes to at the registry."""

from pathlib import Path

import msgspec

from fieldpoint.desk.campaigns.look import report_of as at_site
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.registry.campaigns.look import Reporting, report_of, runs
from fieldpoint.registry.feed.roster import set_campaign
from fieldpoint.registry.folder import Registry
from fieldpoint.store.campaigns.campaigns import find_campaign
from tests.desk.campaigns.drive import CODE, Drive, make_campaign
from tests.support import TODAY
from tests.sync.feeds import pull
from tests.sync.support import AppLine, enrol_site, own_lines, push


def test_the_sums_of_a_site_are_the_registrys(tmp_path: Path, registry: Registry) -> None:
    """Handouts and a void, taps at tents, pieces pledged and arrived: the same report, line by line."""
    drive = Drive(tmp_path)
    enrol_site(drive.site, registry)
    drive.give("basket")
    drive.open()
    back = drive.give("basket", drive.others[0]).row.id
    drive.write(lambda tx: void_handout(tx, back, drive.act(), "mistake", "lead"))
    drive.give("basket", drive.others[1])
    event = drive.tent()
    drive.tap(event, 10)
    tap = drive.tap(event, 1)
    drive.write(lambda tx: void_handout(tx, tap, drive.act(), "mistake", "lead"))
    drive.arrive(drive.pledge(5), 2)
    push(drive.site, AppLine(registry))
    found = find_campaign(drive.connection, CODE)
    assert found is not None
    (run,) = runs(registry.store, None)
    name = drive.site.facts.name_fa
    here = at_site(drive.connection, found.campaign, drive.site.facts, TODAY)
    assert (here.reached, here.tallied) == (12, 10)
    assert report_of(registry.store, run, Reporting(by=name, day=TODAY)) == here


def test_a_campaign_of_the_registry_runs_at_its_sites(tmp_path: Path, registry: Registry) -> None:
    """It comes as one row of the log, however often it is told; a newer version takes its place, an older one none."""
    drive = Drive(tmp_path)
    enrol_site(drive.site, registry)
    line = AppLine(registry)
    pull(drive.site, line)
    before = len(own_lines(drive.site))
    for version in (2, 3, 1):
        set_campaign(registry, make_campaign(version=version), None)
        pull(drive.site, line)
        pull(drive.site, line)
    added = [msgspec.json.decode(row) for row in own_lines(drive.site)[before:]]
    assert [(row["t"], row["ver"], row["op"]) for row in added] == [
        ("campaign.open", 2, "registry"),
        ("campaign.open", 3, "registry"),
    ]
    found = find_campaign(drive.connection, CODE)
    assert found is not None
    assert found.campaign == make_campaign(version=3)
