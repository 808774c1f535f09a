"""Logs of sites whose donors give and whose households take, for the tests of this room."""

from fieldpoint.core.gifts.rows import DonorSet, Gift
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Day, DonorId
from fieldpoint.core.row import Row
from fieldpoint.core.stock.rows import StockReceipt
from tests.registry.cases import give, write
from tests.registry.support import Sender, name_of

ITEM, ORG, DAY = "food-basket", "", Day("1405-06-10")
QUARTER = "1405-S2"


def donor_of(log: Sender, name: str) -> DonorId:
    """A company that gives goods."""
    donor = DonorId(name_of(f"{log.site} {name}", 8))
    write(log, DonorSet, donor=donor, kind="legal", can=["goods"], op="lead")
    return donor


def come(log: Sender, donor: DonorId, quantity: int) -> Row:
    """A gift of baskets, and its lot."""
    gift = write(log, Gift, **done(), kind="goods", item=ITEM, qty=quantity, org=ORG, donor=donor, unannounced=True)
    receive(log, quantity, gift=gift.id)
    return gift


def receive(log: Sender, quantity: int, **said: object) -> Row:
    """A lot of baskets."""
    return write(log, StockReceipt, **done(), org=ORG, item=ITEM, qty=quantity, **said)


def take(log: Sender, household: str, quantity: int = 1) -> Handout:
    """A basket that is drawn from stock."""
    return give(log, household, quantity, draws=ORG, day=DAY, cycle="1405-06")


def done() -> dict[str, object]:
    """What every act of a desk has."""
    return {"day": DAY, "desk": "d1", "tab": None, "tseq": None, "op": "lead"}
