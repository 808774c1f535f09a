"""Reports over sites: real sites of two organisations sync their closed days, and the sums are those of the sites."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import CardId, Cycle, Day, HouseholdId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.reports.period import read_period
from fieldpoint.core.reports.report import Report, Sums
from fieldpoint.desk.act import Act
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.reports.site_report import site_report
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.registry.counts.summed import OTHERS
from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.registry.officers.accounts import save_organisation
from fieldpoint.registry.officers.shapes import OfficerRole
from fieldpoint.registry.store import nobody
from fieldpoint.registry.tables.told import SealedHousehold
from fieldpoint.store import log
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import Transaction, transaction_on
from tests.registry.officers.desk import Browser, Office, by_terminal
from tests.registry.support import Sender
from tests.support import NOON, make_household
from tests.sync.support import AppLine, enrol_site, mark_anchored, push

DAYS = ("1404-07-05", "1404-07-28", "1404-08-11", "1404-09-02")
PERIOD = read_period("1404-S3")
AFTER = Day("1404-10-01")
PLACES = ("راه‌آهن", "هلال احمر", "جمال‌زاده", "")
PEOPLE = [replace(make_household(code=f"{n:05}"), neighbourhood=PLACES[n % 4]) for n in range(30)]
PROGRAMMES = ("basket", "iftar", "salavati-bread")


def add_rows(tx: Transaction, chance: Random, day: Day) -> list[Handout]:
    """A day's rows: handouts to households and to cards of nobody's, and some refusals."""
    made: list[Handout] = []
    for _ in range(chance.randrange(20, 45)):
        household = chance.choice([*PEOPLE, *PEOPLE, None])
        plain = {
            "card": CardId("AAAAAAAAAAA"),
            "hh": HouseholdId(household.household) if household else None,
            "prog": ProgrammeCode(chance.choice(PROGRAMMES)),
            "cycle": Cycle(day[:7]),
            "item": "thing",
            "qty": chance.randrange(1, 4),
            "members": [],
            "rule": "basket@1",
            "day": day,
            "desk": "d1",
            "tab": None,
            "tseq": None,
            "op": "desk",
        }
        if chance.random() < 0.15:
            log.append(tx, Refusal(**tx.stamp(), **plain, reason="already-collected"))  # type: ignore[arg-type]
        else:
            made.append(Handout(**tx.stamp(), **plain))  # type: ignore[arg-type]
            log.append(tx, made[-1])
    return made


def site_of(folder: Path, code: str, chance: Random) -> Site:
    """A site that served the households of the list on four days, took some of it back, and closed."""
    site = create_site(folder, SiteFacts(code=code, name_fa="محل", office=code, card_host="KART.TEST"))
    set_up_site(site)
    given: list[Handout] = []
    with closing(site.connect()) as connection:
        with transaction_on(connection, NOON) as tx:
            for household in PEOPLE:
                register_household(tx, household)
        for day in DAYS:
            with transaction_on(connection, NOON) as tx:
                open_day(tx, Day(day), "lead", anyway=True)
                given += add_rows(tx, chance, Day(day))
                for row in chance.sample(given, 3):
                    void_handout(tx, row.id, Act(operator="lead"), "mistake", "lead")
                close_day(tx, "lead")
    return site


@dataclass
class World:
    """Two sites of two organisations, and a registry that has all of their rows."""

    registry: Registry
    sites: list[Site]
    accounts: int = 0

    def own_report(self, site: Site) -> Report:
        """The report that the site's lead sees."""
        with closing(site.connect(read_only=True)) as connection:
            return site_report(connection, PERIOD, AFTER)

    def browser(self, role: OfficerRole, organisation: str = "") -> Browser:
        """Somebody new at the registry's pages."""
        office, self.accounts = Office(self.registry, Sender()), self.accounts + 1
        return office.session(office.account(f"{role} {self.accounts}", role, organisation))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once for all tests of this file; only the last one adds to it."""
    folder = tmp_path_factory.mktemp("world")
    create_registry(folder / "registry", "registry")
    registry = open_registry(folder / "registry")
    registry.store.people = nobody
    sites: list[Site] = []
    for number, (code, organisation) in enumerate((("s-01", "city"), ("s-02", "mosque"))):
        site = site_of(folder / code, code, Random(number))
        enrol_site(site, registry)
        mark_anchored(site)
        push(site, AppLine(registry))
        save_organisation(registry.store, by_terminal(), organisation, organisation, counts_only=False)
        registry.store._db.execute("UPDATE sites SET organisation = ? WHERE site = ?", (organisation, code))  # type: ignore[attr-defined]  # noqa: SLF001
        sites.append(site)
    with registry.store.transaction():
        for household in PEOPLE:
            registry.store.save_household(_told(household))
    yield World(registry, sites)
    registry.store.close()


def _told(household: Household) -> SealedHousehold:
    return SealedHousehold(
        household=household.household,
        code_mark=household.code.encode(),
        neighbourhood=household.neighbourhood,
        revision=1,
        sealed=b"",
    )


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
    assert few <= told.pop(OTHERS) - by_place.pop(OTHERS) <= 4 * few  # what reached one to four in all is in no count
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
