"""A till over a real database whose stock is counted, for the tests of this room."""

from pathlib import Path

from msgspec.structs import replace

from fieldpoint.core.names import EventId, ProgrammeCode
from fieldpoint.core.stock.rows import OutReason
from fieldpoint.core.stock.total import CountReason, StockTotal
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.hand_out import Answered
from fieldpoint.desk.stock.count import count_stock
from fieldpoint.desk.stock.goods import (
    Goods,
    Waybill,
    issue_stock,
    receive_stock,
)
from fieldpoint.desk.stock.undo import undo_act
from fieldpoint.store import effects, log
from fieldpoint.store.programmes import programme_row, rule_book
from fieldpoint.store.stock import lots
from fieldpoint.store.transaction import Transaction
from tests.desk.support import Desk

ITEM = "dowry-kit"
ORG = "نهاد نمونه"


class Store(Desk):
    """A till with a programme that draws stock: one kit a household, of one organisation."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, members=2)
        basket = self.book.on(None).programmes[ProgrammeCode("basket")]
        kit = replace(basket, code=ITEM, version=9, item=ITEM, draws_stock=True, organisation=ORG)

        def run(tx: Transaction) -> None:
            row = programme_row(tx, kit, "lead")
            log.append(tx, row)
            effects.apply(tx, row)

        self.write(run)
        self.book = rule_book(self.connection)
        self.others = [self.another(f"2000{number}")[1] for number in range(8)]

    def receive(self, quantity: int, waybill: Waybill | None = None, act: Act | None = None) -> Stands:
        """A lot of the kit."""
        goods = Goods(org=ORG, item=ITEM, quantity=quantity)
        return self.write(lambda tx: receive_stock(tx, goods, act or self.act(), waybill))

    def issue(self, quantity: int, why: OutReason, waybill: Waybill | None = None) -> Stands:
        """Kits that leave without a card."""
        goods = Goods(org=ORG, item=ITEM, quantity=quantity)
        return self.write(lambda tx: issue_stock(tx, goods, why, self.act(), waybill))

    def count(self, counted: int, why: CountReason | None = None) -> Stands:
        """Somebody counts the kits."""
        goods = Goods(org=ORG, item=ITEM, quantity=counted)
        return self.write(lambda tx: count_stock(tx, goods, self.act(), why))

    def undo(self, act: EventId) -> Stands:
        """An act of the stock was a mistake."""
        return self.write(lambda tx: undo_act(tx, act, self.act()))

    def give_kit(self, number: int) -> Answered:
        """A kit to the household of that number."""
        return self.give(ITEM, self.others[number])

    def left(self) -> list[int]:
        """What is left of each lot, the oldest first."""
        return [qty for (qty,) in self.connection.execute("SELECT remaining FROM stock_lots ORDER BY lot")]

    def balance(self) -> int | None:
        """How many kits there should be."""
        return lots.balance(self.connection, ORG, ITEM)

    def total(self) -> StockTotal:
        """The kit's line of the day's close."""
        row = self.write(lambda tx: close_day(tx, "lead")).row
        assert isinstance(row.stock, list)
        (total,) = row.stock
        return total
