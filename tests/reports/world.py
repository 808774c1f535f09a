"""Two real sites of two organisations that sync their closed days to a registry, for the tests of this room."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import CardId, Cycle, Day, HouseholdId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.reports.period import ReportPeriod, read_period
from fieldpoint.core.reports.report import Report
from fieldpoint.core.stock.rows import StockReceipt
from fieldpoint.desk.act import Act
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.reports.site_report import site_report
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.registry.folder import Registry, create_registry, open_registry
from fieldpoint.registry.officers.accounts import save_organisation
from fieldpoint.registry.officers.shapes import OfficerRole
from fieldpoint.registry.store import nobody
from fieldpoint.registry.tables.told import SealedHousehold
from fieldpoint.store import effects, log
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


def add_stock(tx: Transaction, chance: Random, day: Day) -> None:
    """Some came in, some of it from another site, some was spoiled."""
    plain: dict[str, Any] = {"item": "thing", "day": day, "desk": "d1", "tab": None, "tseq": None, "op": "lead"}
    moves: list[tuple[type[StockReceipt | StockOut], dict[str, Any]]] = [
        (StockReceipt, {"org": "", "qty": chance.randrange(20, 40)}),
        (StockReceipt, {"org": "", "qty": chance.randrange(9), "sender": "s-09", "waybill": day}),
        (StockOut, {"draws": "", "qty": chance.randrange(20), "why": "spoiled"}),
    ]
    for shape, members in moves:
        row = shape(**tx.stamp(), **plain, **members)
        log.append(tx, row)
        effects.apply(tx, row)


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
                add_stock(tx, chance, Day(day))
                given += add_rows(tx, chance, Day(day))
                for row in chance.sample(given, 3):
                    void_handout(tx, row.id, Act(operator="lead"), "mistake", "lead")
                close_day(tx, "lead")
    return site


@dataclass
class World:
    """Two sites of two organisations, and a registry that has all of their rows."""

    folder: Path
    registry: Registry
    sites: list[Site]
    accounts: int = 0

    def own_report(self, site: Site, period: ReportPeriod = PERIOD) -> Report:
        """The report that the site's lead sees."""
        with closing(site.connect(read_only=True)) as connection:
            return site_report(connection, period, AFTER)

    def browser(self, role: OfficerRole, organisation: str = "") -> Browser:
        """Somebody new at the registry's pages."""
        office, self.accounts = Office(self.registry, Sender()), self.accounts + 1
        return office.session(office.account(f"{role} {self.accounts}", role, organisation))


def make_world(folder: Path) -> World:
    """Both sites worked and sent everything."""
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
    return World(folder / "registry", registry, sites)


def _told(household: Household) -> SealedHousehold:
    return SealedHousehold(
        household=household.household,
        code_mark=household.code.encode(),
        neighbourhood=household.neighbourhood,
        revision=1,
        sealed=b"",
    )
