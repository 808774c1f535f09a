"""What rows of a site say of waybills, and of what they take back: sets again, so the order of arrival is nothing.

Imports core, the store and its neighbours.
"""

from collections.abc import Iterable

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.log_rows import Row
from fieldpoint.core.stock.reconcile import without_effect
from fieldpoint.core.stock.rows import StockBack, StockReceipt, WaybillAgain
from fieldpoint.registry.stock.shapes import Back, End, Paper
from fieldpoint.registry.store import RegistryStore


def note_waybills(store: RegistryStore, site: str, rows: Iterable[Row]) -> None:
    """The papers that these rows name have these ends. Does not commit."""
    said = [row for row in rows if isinstance(row, StockReceipt | StockOut | StockBack | WaybillAgain)]
    counted = [row for row in said if not without_effect(row)]
    store.add_waybill_ends([end for row in counted if (end := _end(site, row)) is not None])
    store.add_waybill_backs([back for row in counted if (back := _back(row)) is not None])


def _end(site: str, row: StockReceipt | StockOut | StockBack | WaybillAgain) -> End | None:
    match row:
        case StockReceipt(sender=str(sender), waybill=str(number)):
            return _made(site, row, "in", Paper(sender=sender, receiver=site, number=number, item=row.item))
        case StockOut(to=str(to), waybill=str(number)):
            return _made(site, row, "out", Paper(sender=site, receiver=to, number=number, item=row.item))
        case WaybillAgain():
            pair = (row.peer, site) if row.way == "in" else (site, row.peer)
            paper = Paper(sender=pair[0], receiver=pair[1], number=row.waybill, item=row.item)
            return _made(site, row, "again", paper)
        case _:
            return None


def _made(site: str, row: StockReceipt | StockOut | WaybillAgain, way: str, paper: Paper) -> End:
    return End(event_id=row.id, site=site, way=way, paper=paper, qty=row.qty, day=row.day)  # type: ignore[arg-type]


def _back(row: StockReceipt | StockOut | StockBack | WaybillAgain) -> Back | None:
    match row:
        case StockBack():
            return Back(event_id=row.id, ref=row.ref, qty=row.qty)
        case StockOut(lot=str(lot)):
            return Back(event_id=row.id, ref=lot, qty=row.qty)
        case _:
            return None
