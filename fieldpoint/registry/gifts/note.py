"""What rows of sites say of gifts and stocks is kept, each row once, whatever came first. Imports core, the store."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from fieldpoint.core.gifts.moves import Move, move_of
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.jalali import read_day
from fieldpoint.core.log_rows import Row, encode_row
from fieldpoint.registry.gifts.shapes import Placed

if TYPE_CHECKING:
    from fieldpoint.registry.store import RegistryStore

_ENCODER = msgspec.msgpack.Encoder()


def note_gifts(
    store: "RegistryStore", site: str, epoch_no: int, rows: Sequence[Row], carried: Mapping[str, str]
) -> None:
    """The rows' moves and words of gifts stand; `carried` says of which life a row is that came inside another."""
    moves = [(row, move) for row in rows if (move := move_of(row)) is not None]
    gifts = [row for row in rows if isinstance(row, GiftRow)]
    if not moves and not gifts:
        return
    epoch = store.epoch_name(epoch_no)

    def placed(row: Row, line: bytes) -> Placed:
        return Placed(event_id=row.id, site=site, epoch=carried.get(row.id, epoch), seq=row.seq, line=line)

    store.add_stock_moves([placed(row, _ENCODER.encode(_dated(move))) for row, move in moves])
    store.add_gift_rows([placed(row, encode_row(row)) for row in gifts])


def _dated(move: Move) -> Move:
    """A handout of a day that is in no calendar was handed over all the same; it is of no quarter."""
    try:
        read_day(move.day or "")
    except ValueError:
        return msgspec.structs.replace(move, day=None)
    return move
