"""What households still need: of many decided at once it comes to what each would be told at the desk."""

from pathlib import Path

import pytest

from fieldpoint.core.feed import ConsumptionBody, SiteShare
from fieldpoint.desk.stock.needs import Need, needs_on
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.store.feed.told import set_elsewhere
from tests.desk.stock.store import ITEM, ORG, Store
from tests.support import TODAY


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Nine households that may each have a kit a month."""
    return Store(tmp_path)


def needed(store: Store) -> Need:
    """How many kits are still due, and to how many households."""
    return needs_on(store.connection, store.book, TODAY)[ORG, ITEM]


def test_what_was_taken_here_or_elsewhere_is_needed_no_more(store: Store) -> None:
    """One was given a kit, one a void took it back from, one had it of another site: seven of nine are to come."""
    assert needed(store) == Need(households=9, quantity=9)
    store.receive(9)
    store.give_kit(0)
    given = store.give_kit(1).row
    store.write(lambda tx: void_handout(tx, given.id, store.act(), "mistake", "lead"))
    assert needed(store) == Need(households=8, quantity=8)
    household = store.household.household
    key = (household, ITEM, given.cycle, ITEM)
    share = SiteShare(site="s-09", member="", qty=1, day=None)
    body = ConsumptionBody(hh=household, prog=ITEM, cycle=given.cycle, item=ITEM, by=[share])
    store.write(lambda tx: set_elsewhere(tx.connection, "/".join(key), body))
    assert needed(store) == Need(households=7, quantity=7)
    assert store.due(ITEM) == 0
