"""Sites with made-up handouts in their log, as a day leaves them.

Imports store, ids, core and its neighbours.
"""

from contextlib import closing
from pathlib import Path

import msgspec

from fieldpoint import ids
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import CardId, Cycle, Day, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store import log
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import Stamp, transaction_on

_BEGIN = frozenset({0, 2, 4})  # of every five lines these begin a family's turn: 1.67 lines a family, as measured
_TURN = 5
_MEMBERS = 1  # as at the desk that is measured: the member who eats


def make_log(folder: Path, code: str, handouts: int) -> Site:
    """A new site whose log holds so many handouts, none of them sent; ids are as random as real ones."""
    site = create_site(folder, SiteFacts(code=code, name_fa="سنجش", office="bench", card_host="kart.local"))
    set_up_site(site)
    add_handouts(site, handouts)
    return site


def add_handouts(site: Site, handouts: int) -> None:
    """So many more handouts, in one transaction."""
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        family = new_family()
        for number in range(handouts):
            if number % _TURN in _BEGIN:
                family = new_family()
            log.append(tx, handout_row(tx.stamp(), number, family))


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes: a card, the household, the member who eats."""

    card: CardId
    household: HouseholdId
    members: list[PersonId]


def new_family() -> Family:
    """A family that does not exist, with ids as random as real ones."""
    members = [ids.new_person_id() for _ in range(_MEMBERS)]
    return Family(card=ids.new_card_id(), household=ids.new_household_id(), members=members)


def handout_row(stamp: Stamp, number: int, family: Family) -> Handout:
    """The row of one handout, as a desk writes it."""
    return Handout(
        **stamp,
        card=family.card,
        hh=family.household,
        prog=ProgrammeCode("basket"),
        cycle=Cycle("1405-09"),
        item=f"item-{number % _TURN}",
        qty=_MEMBERS,
        members=family.members,
        shares=[1] * _MEMBERS,
        rule="basket@1",
        day=Day("1405-09-01"),
        desk="d1",
        tab="t00001",
        tseq=number + 1,
        op="o0000000",
    )
