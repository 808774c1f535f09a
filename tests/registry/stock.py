"""Rows of stocks and waybills that tests write by hand: what left one site, came in at another, was taken back."""

from typing import Any, Literal

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.log_rows import Row
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.rows import StockBack, StockReceipt, WaybillAgain
from tests.registry.cases import write
from tests.registry.support import Sender

ITEM = "dowry-kit"
_AT: dict[str, Any] = {"day": Day("1405-09-01"), "desk": "d1", "tab": None, "tseq": None, "op": "lead"}


def send_goods(log: Sender, to: str, number: str, qty: int) -> Row:
    """So many left with a paper."""
    return write(log, StockOut, **_AT, item=ITEM, qty=qty, why="sent", draws="", to=to, waybill=number)


def receive_goods(log: Sender, sender: str | None, number: str | None, qty: int) -> Row:
    """So many came in, with a paper or without."""
    paper = {} if sender is None else {"sender": sender, "waybill": number}
    return write(log, StockReceipt, **_AT, org="", item=ITEM, qty=qty, **paper)


def enter_again(log: Sender, way: Literal["in", "out"], peer: str, number: str, first: Row) -> Row:
    """A paper that was entered before."""
    return write(
        log, WaybillAgain, **_AT, way=way, peer=peer, waybill=number, org="", item=ITEM, qty=9, first=EventId(first.id)
    )


def undo_sending(log: Sender, row: Row, qty: int) -> Row:
    """What was sent did not leave."""
    return write(log, StockBack, **_AT, ref=row.id, was="sent", org="", item=ITEM, qty=qty)


def undo_receipt(log: Sender, row: Row, qty: int) -> Row:
    """So many of a receipt were a mistake."""
    return write(log, StockOut, **_AT, item=ITEM, qty=qty, why="mistake", draws="", lot=row.id)
