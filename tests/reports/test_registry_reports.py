"""Reports over sites: real sites of two organisations sync their closed days, and the sums are those of the sites."""

import csv
from collections import Counter
from contextlib import closing
from io import StringIO

import msgspec

from fieldpoint.core.names import Day
from fieldpoint.core.reports.period import read_period
from fieldpoint.core.reports.report import Sums
from fieldpoint.core.reports.stock import NUMBERS, StockLine
from fieldpoint.core.suppression import FEWEST
from fieldpoint.desk.open_day import open_day
from fieldpoint.registry.counts.summed import OTHERS
from fieldpoint.store.transaction import transaction_on
from tests.reports.world import PERIOD, World
from tests.support import NOON
from tests.sync.support import AppLine, push


def test_counts_tell_what_the_reports_tell(world: World) -> None:
    """The counts for outsiders and every file of places are the sites' own reports added up, place by place."""
    own = [world.own_report(site) for site in world.sites]
    admin = world.browser("admin")
    by_place: Counter[str] = Counter()
    few = 0
    for month in PERIOD.months:
        found = admin.get(f"/api/v1/counts?by=neighbourhood&outside=true&month={month}").json()
        assert (found["told"], found["awaited"]) == (True, 0)
        by_place.update({line["name"]: line["handouts"] or 0 for line in found["lines"]})
        few += found["total"]["few"]
    told = Counter[str]()
    for report in own:
        told.update({OTHERS if cell.place is None else cell.place: cell.sums[0] for cell in report.by_place})
    months = [world.own_report(site, read_period(month)) for site in world.sites for month in PERIOD.months]
    untold = [
        cell for month in months for cell in month.places if cell.place is None and (cell.reached or FEWEST) < FEWEST
    ]
    assert len(untold) == few  # what reached one to four in all is in no count
    assert told.pop(OTHERS) - by_place.pop(OTHERS) == sum(cell.sums[0] for cell in untold)
    assert +by_place == +told
    page = admin.act("/officers/counts/exports", by="neighbourhood", month=PERIOD.months[-1], form="csv").text
    assert "محله‌های دیگر" in page


def additive(sums: Sums) -> tuple[int, ...]:
    """What adds up over sites."""
    return sums.handouts, sums.handed, sums.voided, sums.refused, sums.over


def test_sites_add_up_to_the_registry(world: World) -> None:
    """By programme and organisation, of neighbourhoods too; households once however many sites reached them."""
    own = [world.own_report(site) for site in world.sites]
    whole = world.browser("admin").get(f"/api/v1/reports/{PERIOD.key}").json()
    assert not whole["unfinished"]
    assert [_sums(line) for line in whole["by_site"]] == [additive(one.total) for one in own]
    for part in ("by_programme", "by_organisation", "by_month"):
        for line in whole[part]:
            of_sites = [one.sums for report in own for one in getattr(report, part) if one.code == line["code"]]
            assert _sums(line) == tuple(map(sum, zip(*map(additive, of_sites), strict=True)))
    places = {cell["place"]: cell["sums"][0] for cell in whole["by_place"]}
    for place, told in places.items():
        assert told == sum(cell.sums[0] for one in own for cell in one.by_place if cell.place == place)
    assert (
        max(one.total.households for one in own)
        <= whole["total"]["households"]
        < sum(one.total.households for one in own)
    )


def test_the_stock_of_sites_adds_up_at_the_registry(world: World) -> None:
    """Each site's line as its lead sees it; over sites every number is their sum; the page and the table have it."""
    own = [world.own_report(site).stock for site in world.sites]
    admin = world.browser("admin")
    whole = admin.get(f"/api/v1/reports/{PERIOD.key}").json()
    told = [{**line, "site": ""} for line in whole["stock_by_site"]]
    assert msgspec.convert(told, list[StockLine]) == [line for lines in own for line in lines]
    ((first,), (second,)) = own
    (line,) = whole["stock"]
    assert all(line[name] == getattr(first, name) + getattr(second, name) for name in (*NUMBERS, "closing"))
    assert min(line["received"], line["arrived"], line["spoiled"], line["closing"]) > 0
    assert "موجودی انبار، محل به محل" in admin.get(f"/officers/reports?period={PERIOD.key}").text
    assert ",stock,thing," in admin.get(f"/api/v1/reports/{PERIOD.key}/csv").text


def test_an_officer_sees_their_own_organisation_alone(world: World) -> None:
    """Page, JSON and files have one site; another organisation's site is not named."""
    officer = world.browser("officer", "mosque")
    own = world.own_report(world.sites[1])
    seen = officer.get(f"/api/v1/reports/{PERIOD.key}").json()
    assert seen["sites"] == ["s-02"]
    assert seen["total"]["households"] == own.total.households
    assert _sums({"sums": seen["total"]}) == additive(own.total)
    page = officer.get(f"/officers/reports?period={PERIOD.key}").text
    assert "s-02" in page
    assert "s-01" not in page
    table = officer.act("/officers/reports/exports", period=PERIOD.key, form="csv").content.decode("utf-8-sig")
    assert "s-01" not in table


def test_files_of_a_report_have_its_numbers(world: World) -> None:
    """CSV with HXL tags, workbook, PDF that is the same twice."""
    admin = world.browser("admin")
    whole = admin.get(f"/api/v1/reports/{PERIOD.key}").json()
    text = admin.get(f"/api/v1/reports/{PERIOD.key}/csv").content.decode("utf-8-sig")
    _, tags, *rows = csv.reader(StringIO(text))
    total = dict(zip(tags, next(row for row in rows if row[2] == "total"), strict=True))
    assert int(total["#output+handouts"]) == whole["total"]["handouts"]
    assert admin.get(f"/api/v1/reports/{PERIOD.key}/xlsx").content.startswith(b"PK")
    first, again = (admin.get(f"/api/v1/reports/{PERIOD.key}/pdf").content for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF-")


def test_a_day_that_is_still_open_is_named(world: World) -> None:
    """The site's day is opened and not closed; the report says so once it is told, and tells of no neighbourhood."""
    site = world.sites[0]
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        open_day(tx, Day("1404-09-20"), "lead", anyway=True)
    push(site, AppLine(world.registry))
    report = world.browser("auditor").get(f"/api/v1/reports/{PERIOD.key}").json()
    assert report["unfinished"]
    assert report["open_days"] == [{"site": "s-01", "day": "1404-09-20", "closed": False}]
    assert report["by_place"] == []
    assert "ناتمام" in world.browser("admin").get(f"/officers/reports?period={PERIOD.key}").text


def _sums(line: dict[str, dict[str, int]]) -> tuple[int, ...]:
    sums = line["sums"]
    return tuple(sums[name] for name in ("handouts", "handed", "voided", "refused", "over"))
