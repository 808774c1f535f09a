"""Two real sites with a stock and a registry: days that add up there too, and a paper between them."""

from pathlib import Path

import pytest

from fieldpoint.core.names import EventId
from fieldpoint.desk.act import Act
from fieldpoint.desk.close_day import count_and_close
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.stock.count import Counted
from fieldpoint.desk.stock.goods import Goods, Waybill, issue_stock, receive_stock
from fieldpoint.desk.stock.undo import undo_act
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.officers.shapes import Officer
from fieldpoint.registry.stock.look import waybills_page
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import transaction_on
from tests.desk.stock.store import ITEM, ORG, Store
from tests.desk.support import TOMORROW
from tests.support import NOON, TODAY
from tests.sync.support import AppLine, all_arrived, enrol_site, mark_anchored, push

EVERYBODY = SignedIn(
    officer=Officer(officer="o1", name="n", role="admin", organisation="", has_password=True, added_at=0), sites=None
)


def busy_days(store: Store) -> None:
    """Two days of everything that a stock goes through, each closed with a count."""
    store.receive(5)
    store.receive(5, Waybill(site="s-09", number="7"))
    given = [store.give_kit(number).row.id for number in range(4)]
    store.write(lambda tx: void_handout(tx, EventId(given[0]), store.act(), "mistake", "lead"))
    store.undo(store.issue(2, "spoiled").row.id)
    store.issue(1, "given-on")
    store.undo(store.count(3, "missing").row.id)
    there = Counted(org=ORG, item=ITEM, counted=5, why="missing")
    store.write(lambda tx: count_and_close(tx, "lead", TODAY, {}, [there]))
    store.write(lambda tx: open_day(tx, TOMORROW, "lead", counts=[there]))
    for number in range(4, 8):
        store.fact(store.line(ITEM, quantity=2), store.others[number])
    store.write(lambda tx: count_and_close(tx, "lead", TOMORROW, {}, []))


def test_days_of_a_real_stock_are_right_at_the_registry(tmp_path: Path, registry: Registry, line: AppLine) -> None:
    """Opening, receipts, handouts, voids, issues, undoings, counts and what is owed: both closes are found right."""
    store = Store(tmp_path)
    enrol_site(store.site, registry)
    mark_anchored(store.site)
    busy_days(store)
    push(store.site, line)
    assert all_arrived(store.site, registry)
    assert (registry.store.wrong_closes(), registry.store.closes_to_check()) == ([], [])
    store.connection.close()


@pytest.mark.parametrize("receiver_first", [False, True])
def test_a_paper_between_two_real_sites_is_settled(
    tmp_path: Path,
    registry: Registry,
    line: AppLine,
    receiver_first: bool,  # noqa: FBT001  a pytest parameter
) -> None:
    """Sent by one, received by the other and entered twice there, corrected at both: settled in either order."""
    south, north = two_sites(tmp_path, registry)
    _sends(south, Waybill(site="s-02", number="1405-9"))
    _receives(north, Waybill(site="s-01", number="1405-9"))
    for one in (north, south) if receiver_first else (south, north):
        push(one, line)
    (paper,) = waybills_page(registry.store, EVERYBODY, "settled", 1)
    assert (paper.sender, paper.receiver, paper.sent, paper.received, paper.again) == ("s-01", "s-02", 4, 4, 1)


def two_sites(folder: Path, registry: Registry) -> tuple[Site, Site]:
    """Two sites of this registry, each with an open day."""
    return _site(folder, "s-01", registry), _site(folder, "s-02", registry)


def _site(folder: Path, code: str, registry: Registry) -> Site:
    site = create_site(folder / code, SiteFacts(code=code, name_fa="محل نمونه", office=code, card_host="KART.TEST"))
    connection = site.connect()
    with transaction_on(connection, NOON) as tx:
        open_day(tx, TODAY, "lead")
    connection.close()
    enrol_site(site, registry)
    mark_anchored(site)
    return site


def _sends(site: Site, paper: Waybill) -> None:
    """Nine by mistake, taken back, then four."""
    lead, connection = Act(operator="lead"), site.connect()
    with transaction_on(connection, NOON) as tx:
        receive_stock(tx, _goods(20), lead)
        wrong = issue_stock(tx, _goods(9), "sent", lead, paper).row.id
        undo_act(tx, wrong, lead)
        issue_stock(tx, _goods(4), "sent", lead, paper)
    connection.close()


def _receives(site: Site, paper: Waybill) -> None:
    """Forty by mistake, taken back, then four, then once more."""
    lead, connection = Act(operator="lead"), site.connect()
    with transaction_on(connection, NOON) as tx:
        undo_act(tx, receive_stock(tx, _goods(40), lead, paper).row.id, lead)
        for _ in range(2):
            receive_stock(tx, _goods(4), lead, paper)
    connection.close()


def _goods(quantity: int) -> Goods:
    return Goods(org="", item=ITEM, quantity=quantity)
