"""Which lot gave how much to which handout: the rows of one site's stock played again, first in first out.

A site's own tables say the same of now (store/stock/lots.py); what stood at the end of a quarter only the rows say, at
the site and at the registry. The order of rows is theirs in the log. A lot that comes in pays what was handed over
beyond the lots before it, as at the site. What came from another site is a lot for each lot that it left there, in the
same order, as long as the row by which it left stands.

Pure. Imports msgspec and `core`.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from fieldpoint.core.gifts.moves import Move
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.lots import NO_LOT, draw, settle
from fieldpoint.core.stock.reconcile import StockKey

_Key = TypeVar("_Key", int, str)


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """So much of a handout came out of a contribution; `gift` is empty where nobody knows whose it was."""

    handout: EventId
    holder: str
    day: Day | None
    org: str
    item: str
    qty: int
    gift: EventId | None
    programme: str = ""


class GivenLot(msgspec.Struct, frozen=True, kw_only=True):
    """A lot that is a contribution: how much came in truly, went to households, to other sites, and is left.

    What came from another site came in there: here its `qty` is 0.
    """

    gift: EventId
    day: Day | None
    qty: int
    handed: int
    left: int
    sent: int = 0


class Origin(NamedTuple):
    """So many of what came with a waybill were of this lot (None: of none) of the site that sent it."""

    fold: "LotFold"
    row: EventId
    lot: int | None
    qty: int

    def gift(self) -> EventId | None:
        """Whose contribution that lot is by now; nobody's where the sending was taken back."""
        return self.fold.gift_of(self.lot) if self.lot and self.fold.stands(self.row) else None


class _Lot(msgspec.Struct, kw_only=True):
    id: EventId
    qty: int
    left: int
    day: Day | None
    gift: EventId | None
    origin: Origin | None = None
    mistaken: int = 0


class LotFold:
    """The lots of one site as its moves are added in the order of its log."""

    def __init__(self) -> None:
        self._lots: list[_Lot] = []  # the number of a lot is its place here, from 1
        self._by_id: dict[str, list[int]] = {}
        self._open: dict[StockKey, list[int]] = {}
        self._moves: dict[str, Move] = {}
        self._drawn: dict[str, dict[int, int]] = {}  # by row: lot and how much; under NO_LOT what is owed
        self._owed: dict[StockKey, dict[str, int]] = {}

    def add(self, move: Move, origins: Sequence[Origin] = ()) -> None:
        """One more move; one that was added before changes nothing. `origins` are of what another site sent."""
        if move.what == "name":
            self._name(move)
        elif move.id not in self._moves:
            self._moves[move.id] = move
            self._apply(move, origins)

    def drawn(self) -> list[Drawn]:
        """What every handout that stands drew, by contribution; in the order of the handouts."""
        return [
            one
            for row, lots in self._drawn.items()
            if (move := self._moves[row]).what == "hand"
            for one in _of_handout(move, [(self.gift_of(lot), qty) for lot, qty in lots.items()])
        ]

    def lots(self) -> list[GivenLot]:
        """Every lot that is a contribution, in the order in which they came."""
        handed: dict[int, int] = {}
        sent: dict[int, int] = {}
        for row, lots in self._drawn.items():
            move = self._moves[row]
            if move.what == "hand" or move.waybill:
                sums = handed if move.what == "hand" else sent
                for lot, qty in lots.items():
                    sums[lot] = sums.get(lot, 0) + qty
        return [
            GivenLot(
                gift=gift,
                day=lot.day,
                qty=0 if lot.origin else lot.qty - lot.mistaken,
                handed=handed.get(number, 0),
                left=lot.left,
                sent=sent.get(number, 0),
            )
            for number, lot in enumerate(self._lots, start=1)
            if (gift := self.gift_of(number)) is not None
        ]

    def stands(self, row: str) -> bool:
        """Whether what that row drew was not given back."""
        return row in self._drawn

    def gift_of(self, number: int) -> EventId | None:
        """Whose contribution a lot is, as far as anybody said so by now."""
        lot = self._lots[number - 1] if number != NO_LOT else None
        if lot is None or lot.gift is not None or lot.origin is None:
            return lot.gift if lot else None
        return lot.origin.gift()

    def sent(self, row: EventId) -> list[Origin]:
        """What the row that sent goods drew, lot by lot."""
        return [Origin(self, row, lot or None, qty) for lot, qty in self._drawn.get(row, {}).items()]

    def _apply(self, move: Move, origins: Sequence[Origin]) -> None:
        stock = (move.org, move.item)
        match move.what:
            case "in" | "found":
                for origin, qty in _parts(origins, move.qty):
                    self._come(move, stock, qty, origin)
            case "void":
                self._give_back(stock, move.ref or "")
            case _:
                self._leave(move, stock)

    def _come(self, move: Move, stock: StockKey, qty: int, origin: Origin | None) -> None:
        gift = EventId(move.ref) if move.what == "in" and move.ref else None
        lot = _Lot(id=move.id, qty=qty, left=qty, day=move.day, gift=gift, origin=origin)
        self._lots.append(lot)
        number = len(self._lots)
        self._by_id.setdefault(move.id, []).append(number)
        owed = self._owed.get(stock, {})
        rows = list(owed)
        for place, paid in settle(enumerate(owed.values(), start=1), qty):
            row = rows[place - 1]
            self._take(row, number, paid)
            self._owe(stock, row, -paid)
        if lot.left:  # the open lots are those of which something is left, each once
            self._open.setdefault(stock, []).append(number)

    def _leave(self, move: Move, stock: StockKey) -> None:
        numbers = self._open.get(stock, [])
        only = self._by_id.get(move.ref) if move.what != "hand" and move.ref else None
        chosen = [one for one in numbers if only is None or one in only]
        for number, taken in draw(((one, self._lots[one - 1].left) for one in chosen), move.qty):
            if number == NO_LOT:
                self._owe(stock, move.id, taken)
                continue
            self._take(move.id, number, taken)
            self._lots[number - 1].mistaken += taken if move.what == "mistake" else 0
        self._open[stock] = [one for one in numbers if self._lots[one - 1].left]

    def _give_back(self, stock: StockKey, row: str) -> None:
        for number, qty in self._drawn.pop(row, {}).items():
            if number == NO_LOT:
                continue
            lot = self._lots[number - 1]
            if not lot.left:
                insort(self._open.setdefault(stock, []), number)
            lot.left += qty
        self._owed.get(stock, {}).pop(row, None)

    def _name(self, move: Move) -> None:
        for number in self._by_id.get(move.id, ()):
            self._lots[number - 1].gift = EventId(move.ref) if move.ref else None

    def _take(self, row: str, number: int, qty: int) -> None:
        lots = self._drawn.setdefault(row, {})
        lots[number] = lots.get(number, 0) + qty
        self._lots[number - 1].left -= qty

    def _owe(self, stock: StockKey, row: str, qty: int) -> None:
        _add(self._owed.setdefault(stock, {}), row, qty)
        _add(self._drawn.setdefault(row, {}), NO_LOT, qty)


def _add(sums: dict[_Key, int], key: _Key, qty: int) -> None:
    sums[key] = sums.get(key, 0) + qty
    if not sums[key]:
        del sums[key]


def _parts(origins: Iterable[Origin], qty: int) -> Iterator[tuple[Origin | None, int]]:
    """What came, lot by lot of the site that sent it; more than was sent is of nobody."""
    for origin in origins:
        part = min(qty, origin.qty)
        if part:
            yield origin, part
        qty -= part
    if qty:
        yield None, qty


def _of_handout(move: Move, lots: list[tuple[EventId | None, int]]) -> list[Drawn]:
    """What a handout drew: each contribution once, however many of its lots it came from."""
    sums: dict[EventId | None, int] = {}
    for gift, qty in lots:
        sums[gift] = sums.get(gift, 0) + qty
    return [
        Drawn(
            handout=move.id,
            holder=move.holder or move.id,
            day=move.day,
            org=move.org,
            item=move.item,
            qty=qty,
            gift=gift,
            programme=move.programme or "",
        )
        for gift, qty in sums.items()
    ]
