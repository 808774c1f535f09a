"""What was done to the stock lately, and what of it was taken back: read from the log itself.

Imports core and its neighbours in the store.
"""

from typing import cast

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt
from fieldpoint.database import Connection
from fieldpoint.store.days import Position
from fieldpoint.store.voids import void_of

StockAct = StockReceipt | StockOut | StockCount | StockBack
MOST_ACTS = 50

_TYPES = "type IN ('stock.receipt', 'stock.out', 'stock.count', 'stock.back')"
_NEWEST = f"""SELECT line FROM log WHERE (epoch_no, seq) > (?, ?) AND {_TYPES}
    ORDER BY epoch_no DESC, seq DESC LIMIT {MOST_ACTS}"""  # noqa: S608  our own words
_COUNTS = "SELECT line FROM log WHERE (epoch_no, seq) > (?, ?) AND type = 'stock.count' ORDER BY epoch_no, seq"


def newest_acts(connection: Connection, after: Position | None) -> list[StockAct]:
    """The newest acts after a place, at most fifty, the newest first."""
    return [cast("StockAct", decode_row(line)) for (line,) in connection.execute(_NEWEST, after or (0, 0)).fetchall()]


def is_taken_back(connection: Connection, ref: EventId) -> bool:
    """Whether what left the stock, or a count, was taken back; of a receipt its lot tells."""
    undone = connection.execute("SELECT 1 FROM stock_undone WHERE ref = ?", (ref,)).fetchone()
    return undone is not None or void_of(connection, ref) is not None


def counted_after(connection: Connection, stock: tuple[str, str], place: Position) -> bool:
    """Whether somebody counted an item after a place, and that count stands."""
    rows = (decode_row(line) for (line,) in connection.execute(_COUNTS, place))
    return any(
        isinstance(row, StockCount)
        and (row.org, row.item) == stock
        and not isinstance(row.undoes, str)
        and not is_taken_back(connection, row.id)
        for row in rows
    )
