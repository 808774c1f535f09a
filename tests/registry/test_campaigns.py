"""Campaigns over several sites: the same numbers in any order, on both databases, and a report that stays."""

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Raw

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.campaigns.rows import CampaignEvent, CampaignEventOff, CampaignOpen
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.gifts.rows import Gift, GiftDelivery
from fieldpoint.core.log_rows import CardBind, Row, encode_row
from fieldpoint.core.names import CardId, Day, HouseholdId
from fieldpoint.registry.campaigns.look import Reporting, report_of, runs
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import Arrival
from fieldpoint.registry.intake.settle import settle
from tests.desk.campaigns.drive import CODE, PLACE, make_campaign
from tests.registry.cases import give, site, take_back, whole, write
from tests.registry.officers.desk import Office
from tests.registry.support import NOW, Sender, make_registry, name_of, stored

DAY = Day("1405-09-01")
TAP: dict[str, Any] = {"day": DAY, "desk": "d1", "tab": "t01", "tseq": 1, "op": "lead"}


def runs_at(log: Sender, campaign: Campaign | None = None) -> None:
    """The campaign is opened at a site."""
    plan = campaign or make_campaign()
    write(log, CampaignOpen, campaign=CODE, ver=plan.version, plan=Raw(msgspec.json.encode(plan)), op="lead")


def tent(log: Sender) -> Row:
    """Tents stand at a site's place."""
    return write(log, CampaignEvent, campaign=CODE, place=PLACE, day=DAY, first="18:00", last="22:00", op="lead")


def tap(log: Sender, event: Row, quantity: int) -> StockOut:
    """So many are given freely there."""
    row = write(log, StockOut, item="tea", qty=quantity, why="leftover", event=event.id, **TAP)
    assert isinstance(row, StockOut)
    return row


def take_back_tap(log: Sender, row: StockOut) -> None:
    """The tap is voided."""
    bent = msgspec.structs.replace(log.handout(), id=row.id, card=None, hh=None, item="tea", qty=row.qty)
    take_back(log, bent)


def busy_sites() -> list[Sender]:
    """Two sites with all that a campaign has; one household was served at both."""
    one, other = site(1), site(2)
    for log in (one, other):
        runs_at(log)
        give(log, "shared")
    take_back(one, give(one, "h2"))
    give(one, "h3", qty=3)
    give(other, "h4", day="1405-11-20")
    events = [tent(one), tent(other), tent(other)]
    tap(one, events[0], 10)
    take_back_tap(one, tap(one, events[0], 5))
    tap(other, events[1], 1)
    write(other, CampaignEventOff, event=events[2].id, op="lead")
    gift = Gift(**one.stamp(), kind="piece", item="piece", qty=6, campaign=CODE, **TAP)
    one.add(encode_row(gift))
    write(one, GiftDelivery, gift=gift.id, qty=2, **TAP)
    return [one, other]


def seen(registry: Registry, sites: frozenset[str] | None = None) -> CampaignReport:
    """The campaign's numbers."""
    settle(registry.store, NOW)
    (run,) = runs(registry.store, sites, CODE)
    return report_of(registry.store, run, Reporting(by="registry", day=DAY))


def in_pieces(log: Sender) -> list[Arrival]:
    """A log's rows in pieces of three."""
    last = len(log.lines)
    return [log.arrival(first, min(first + 2, last)) for first in range(1, last + 1, 3)]


def test_a_campaign_is_added_up_over_its_sites(tmp_path: Path, dsn: str | None) -> None:
    """Handouts, households once, taps that stand, events that were not withdrawn, pieces."""
    logs = busy_sites()
    registry = make_registry(tmp_path / "registry", *logs, dsn=dsn)
    for log in logs:
        stored(registry, whole(log))
    report = seen(registry)
    assert (report.reached, report.handouts, report.households, report.sites) == (16, 3, 2, 2)
    assert [(one.site, one.qty) for one in report.given] == [("s-01", 4), ("s-02", 1)]
    assert [(one.site, one.counts) for one in report.events] == [("s-01", [("tea", 10)]), ("s-02", [("tea", 1)])]
    assert report.pieces is not None
    assert (report.pieces.pledged, report.pieces.arrived, report.pieces.handed) == (6, 2, 16)
    assert seen(registry, frozenset({"s-02"})).reached == 2
    registry.store.close()


@pytest.mark.parametrize("seed", range(3))
def test_every_order_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    """Pieces of both logs, shuffled and doubled, give the same report as in order."""
    logs = busy_sites()
    in_order, shuffled = (make_registry(tmp_path / name, *logs) for name in ("one", "other"))
    pieces = [piece for log in logs for piece in in_pieces(log)]
    for piece in pieces:
        stored(in_order, piece)
    random.Random(seed).shuffle(pieces)
    for piece in [*pieces, *pieces[:3]]:
        stored(shuffled, piece)
    assert seen(in_order) == seen(shuffled)


def test_a_card_that_is_bound_later_is_its_household(tmp_path: Path) -> None:
    """Whom the campaign reached follows what the registry knows of holders."""
    one = site(1)
    runs_at(one)
    card = CardId(name_of("blank", 8))
    give(one, "h1")
    give(one, "h1", hh=None, card=card)
    registry = make_registry(tmp_path / "registry", one)
    stored(registry, whole(one))
    before = seen(registry).households
    write(one, CardBind, card=card, hh=HouseholdId(name_of("h1", 8)))
    stored(registry, one.arrival(len(one.lines), len(one.lines)))
    assert (before, seen(registry).households) == (2, 1)


def test_each_site_counts_its_own_days(tmp_path: Path) -> None:
    """A site that moved the moon counts other days than one that did not; a site without the campaign counts none."""
    window = make_campaign().window[0]
    moved = msgspec.structs.replace(window, first="1405-09-02", moon=True)
    one, other, third = site(1), site(2), site(3)
    runs_at(one)
    runs_at(other, make_campaign(window=(moved,)))
    for log in (one, other, third):
        give(log, f"h-{log.site}")
    registry = make_registry(tmp_path / "registry", one, other, third)
    for log in (one, other, third):
        stored(registry, whole(log))
    assert [line.site for line in seen(registry).given] == ["s-01"]


def test_a_closed_report_stays_and_stands_in_the_log(tmp_path: Path) -> None:
    """Closed by typing its code; rows that come later change neither the page nor the seal; the log has its hash."""
    logs = busy_sites()
    registry = make_registry(tmp_path / "registry", *logs)
    for log in logs:
        stored(registry, whole(log))
    settle(registry.store, NOW)
    office = Office(registry, logs[0])
    admin = office.session(office.account("the admin"))
    page = f"/officers/campaigns/{CODE}"
    assert "not-closed" in admin.act(page, code="wrong").headers["location"]
    assert "پویش نمونه" in admin.get("/officers/campaigns").text
    admin.act(page, code=CODE)
    closed = admin.get(page).text
    give(logs[0], "h9", qty=7)
    stored(registry, logs[0].arrival(len(logs[0].lines), len(logs[0].lines)))
    admin.act(page, code=CODE)
    assert admin.get(page).text == closed
    assert "مهر گزارش" in closed
    assert office.stranger().get(f"/puzzle/{CODE}").status_code == 200
    assert admin.get("/officers/log").text.count("پویش را پایان داد") == 1


def test_an_officer_sees_the_campaign_at_own_sites_alone(tmp_path: Path) -> None:
    """The same campaign, counted for one organisation's site; another organisation's officer finds it not at all."""
    logs = busy_sites()
    registry = make_registry(tmp_path / "registry", *logs)
    for log in logs:
        stored(registry, whole(log))
    office = Office(registry, logs[0])
    office.organisation("south")
    office.own("s-02", "south")
    officer = office.session(office.account("of the south", "officer", "south"))
    stranger = office.session(office.account("of the north", "officer", "north"))
    text = officer.get(f"/officers/campaigns/{CODE}").text
    assert "s-02" in text
    assert "s-01" not in text
    assert stranger.get(f"/officers/campaigns/{CODE}").status_code == 404


def test_everybody_sees_the_picture_over_all_sites(tmp_path: Path) -> None:
    """Without signing in: the numbers of pieces, no household and no site; where no campaign runs a sentence."""
    logs = busy_sites()
    registry = make_registry(tmp_path / "registry", *logs)
    stranger = Office(registry, logs[0]).stranger()
    assert stranger.get("/puzzle").status_code == 404
    for log in logs:
        stored(registry, whole(log))
    page = stranger.get("/puzzle")
    assert (page.status_code, "۱۲ تکه به دست نیازمند رسیده" in page.text) == (200, True)
    assert not [secret for secret in ("s-01", name_of("shared", 8)) if secret in page.text]
    assert stranger.get("/puzzle/static/puzzle.css").status_code == 200
