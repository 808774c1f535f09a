"""A donor's name and goods go their way: the name in a letter to the registry, the goods by a paper to another site."""

import asyncio
from pathlib import Path

from fieldpoint.core.gifts.quarters import quarter_sums, standings
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Cycle, Day, DonorId, HouseholdId, ProgrammeCode
from fieldpoint.desk.act import Act
from fieldpoint.desk.gifts.donors import DonorDraft, set_donor
from fieldpoint.desk.gifts.give import GiftDraft, take_unannounced
from fieldpoint.desk.stock.goods import Goods, Waybill, issue_stock, receive_stock
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.gifts.gather import gather_all, site_logs
from fieldpoint.registry.gifts.names import names_of_donors
from fieldpoint.registry.usb.unpack import unpack
from fieldpoint.store import effects, log, outbox
from fieldpoint.store.feed import state
from fieldpoint.store.gifts.book import untold_donors
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction, transaction_on
from fieldpoint.sync.feed.donors import tell_names
from fieldpoint.sync.registry_client import RegistryClient
from fieldpoint.sync.usb.pack import pack
from tests.support import NOON, TODAY
from tests.sync.support import AppLine, BentLine, lose_answer_to_put, push
from tests.sync.test_stock import ITEM, two_sites

LEAD = Act(operator="lead")
NAME, LATER = "بنیاد خیّران نمونهٔ مهر", "بنیاد مهر"
AFTER = Day("1405-10-01")


def name(site: Site, called: str, donor: DonorId | None = None) -> DonorId:
    """A donor is called so."""
    connection = site.connect()
    with transaction_on(connection, NOON) as tx:
        found = set_donor(tx, DonorDraft(name=called), LEAD, donor)
    connection.close()
    return found


def tell(site: Site, line: AppLine | BentLine) -> str | None:
    """The site tells its donors' names; answers the code of what stood in the way."""
    connection = site.connect()
    enrolled = outbox.enrolment(connection)
    assert enrolled is not None
    client = RegistryClient(enrolled, site.facts.code, line, state.keys(connection))
    code = asyncio.run(tell_names(site, connection, client, anew=False))
    connection.close()
    return code


def called(registry: Registry) -> dict[str, str]:
    """What the registry calls donors."""
    return names_of_donors(registry, gather_all(registry.store, AFTER).sites)


def test_a_name_goes_in_a_letter_until_it_is_held(tmp_path: Path, registry: Registry, line: AppLine) -> None:
    """An answer that is lost is asked again; a new name takes the old one's place; nobody on the line reads either.

    Another site that names the same donor is not believed.
    """
    south, north = two_sites(tmp_path, registry)
    donor = name(south, NAME)
    broken = BentLine(line, lose_answer_to_put)
    assert tell(south, broken) == "registry-unreachable"
    assert tell(south, line) is None
    push(south, line)
    assert called(registry) == {donor: NAME}
    assert all(NAME.encode() not in question.body for question in broken.asked if question.body)
    name(south, LATER, donor)
    connection = north.connect()
    connection.execute("INSERT INTO donor_names (donor, name, folded) VALUES (?, 'دیگری', '')", (donor,))
    connection.close()
    assert (tell(south, line), tell(north, line)) == (None, None)
    assert called(registry) == {donor: LATER}
    connection = south.connect()
    assert untold_donors(connection, 9) == {}
    connection.close()


def test_a_name_goes_on_a_stick_too(tmp_path: Path, registry: Registry) -> None:
    """A site without a line: the registry calls the donor so; a bent letter is told and harms nothing."""
    south, _ = two_sites(tmp_path, registry)
    donor = name(south, NAME)
    pack(south, tmp_path)
    letter = tmp_path / "s-01_donors-001.fpd"
    (tmp_path / "s-01_donors-002.fpd").write_bytes(letter.read_bytes()[:-9])
    assert [one.code for one in unpack(registry, tmp_path)] == [None, None, "stick-file-unreadable"]
    assert called(registry) == {donor: NAME}


def test_goods_that_are_sent_on_reach_households_in_their_givers_name(
    tmp_path: Path, registry: Registry, line: AppLine
) -> None:
    """Four kits of a donor and two of nobody: five are sent on and handed out there; four of them are the donor's."""
    south, north = two_sites(tmp_path, registry)
    donor = name(south, NAME)
    connection = south.connect()
    with transaction_on(connection, NOON) as tx:
        take_unannounced(tx, GiftDraft(kind="goods", item=ITEM, quantity=4, donor=donor), LEAD)
        receive_stock(tx, _kits(2), LEAD)
        issue_stock(tx, _kits(5), "sent", LEAD, Waybill(site="s-02", number="7"))
    connection.close()
    connection = north.connect()
    with transaction_on(connection, NOON) as tx:
        receive_stock(tx, _kits(5), LEAD, Waybill(site="s-01", number="7"))
        for number in range(5):
            _hand(tx, f"household-{number}")
    connection.close()
    for site in (north, south):
        push(site, line)
    (quarter,) = quarter_sums(standings(site_logs(registry.store), AFTER))
    assert (quarter.handed, quarter.corrected) == ({donor: {("", ITEM): 4}, None: {("", ITEM): 1}}, {})


def _kits(quantity: int) -> Goods:
    return Goods(org="", item=ITEM, quantity=quantity)


def _hand(tx: Transaction, household: str) -> None:
    row = Handout(
        **tx.stamp(),
        card=None,
        hh=HouseholdId(household),
        prog=ProgrammeCode(ITEM),
        cycle=Cycle("1405-09"),
        item=ITEM,
        qty=1,
        members=[],
        rule="kit@1",
        day=TODAY,
        desk="d1",
        tab=None,
        tseq=None,
        op="lead",
        draws="",
    )
    log.append(tx, row)
    effects.apply(tx, row)
