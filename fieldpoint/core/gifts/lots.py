"""Which lot gave how much to which handout: the rows of one site's stock played again, first in first out.

A site's own tables say the same (store/stock/lots.py); a registry that has the rows alone plays them. The order of rows
is theirs in the log. A lot that comes in pays what was handed over beyond the lots before it, as at the site.

Pure. Imports msgspec and `core`.
"""

from bisect import insort
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from fieldpoint.core.gifts.moves import Move
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.lots import NO_LOT, draw, settle
from fieldpoint.core.stock.reconcile import StockKey

_Key = TypeVar("_Key", int, str)


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """So much of a handout came out of a contribution; `gift` is empty where nobody knows whose it was.

    `programme` is empty where the moves were played, which do not know it.
    """

    handout: EventId
    holder: str
    day: Day | None
    org: str
    item: str
    qty: int
    gift: EventId | None
    programme: str = ""


class GivenLot(msgspec.Struct, frozen=True, kw_only=True):
    """A lot that is a contribution: how much came in truly, and how much of it went to households and is left."""

    gift: EventId
    day: Day | None
    qty: int
    handed: int
    left: int


class _Lot(msgspec.Struct, kw_only=True):
    id: EventId
    qty: int
    left: int
    day: Day | None
    gift: EventId | None
    mistaken: int = 0


class LotFold:
    """The lots of one site as its moves are added in the order of its log."""

    def __init__(self) -> None:
        self._lots: list[_Lot] = []  # the number of a lot is its place here, from 1
        self._by_id: dict[str, _Lot] = {}
        self._open: dict[StockKey, list[int]] = {}
        self._moves: dict[str, Move] = {}
        self._drawn: dict[str, dict[int, int]] = {}  # by row: lot and how much; under NO_LOT what is owed
        self._owed: dict[StockKey, dict[str, int]] = {}

    def add(self, move: Move) -> None:
        """One more move; one that was added before changes nothing."""
        if move.what == "name":
            self._name(move)
        elif move.id not in self._moves:
            self._moves[move.id] = move
            self._apply(move)

    def drawn(self) -> list[Drawn]:
        """What every handout that stands drew, by contribution; in the order of the handouts."""
        return [
            one
            for row, lots in self._drawn.items()
            if (move := self._moves[row]).what == "hand"
            for one in _of_handout(move, [(self._gift(lot), qty) for lot, qty in lots.items()])
        ]

    def lots(self) -> list[GivenLot]:
        """Every lot that is a contribution, in the order in which they came."""
        handed: dict[int, int] = {}
        for row, lots in self._drawn.items():
            if self._moves[row].what == "hand":
                for lot, qty in lots.items():
                    handed[lot] = handed.get(lot, 0) + qty
        return [
            GivenLot(
                gift=lot.gift, day=lot.day, qty=lot.qty - lot.mistaken, handed=handed.get(number, 0), left=lot.left
            )
            for number, lot in enumerate(self._lots, start=1)
            if lot.gift is not None
        ]

    def _apply(self, move: Move) -> None:
        stock = (move.org, move.item)
        match move.what:
            case "in" | "found":
                self._come(move, stock)
            case "void":
                self._give_back(stock, move.ref or "")
            case _:
                self._leave(move, stock)

    def _come(self, move: Move, stock: StockKey) -> None:
        gift = EventId(move.ref) if move.what == "in" and move.ref else None
        lot = _Lot(id=move.id, qty=move.qty, left=move.qty, day=move.day, gift=gift)
        self._lots.append(lot)
        number = len(self._lots)
        self._by_id[move.id] = lot
        owed = self._owed.get(stock, {})
        rows = list(owed)
        for place, paid in settle(enumerate(owed.values(), start=1), move.qty):
            row = rows[place - 1]
            self._take(row, number, paid)
            self._owe(stock, row, -paid)
        if lot.left:  # the open lots are those of which something is left, each once
            self._open.setdefault(stock, []).append(number)

    def _leave(self, move: Move, stock: StockKey) -> None:
        numbers = self._open.get(stock, [])
        only = self._by_id.get(move.ref) if move.what != "hand" and move.ref else None
        chosen = [one for one in numbers if only is None or self._lots[one - 1] is only]
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
        lot = self._by_id.get(move.id)
        if lot is not None and move.ref:
            lot.gift = EventId(move.ref)

    def _take(self, row: str, number: int, qty: int) -> None:
        lots = self._drawn.setdefault(row, {})
        lots[number] = lots.get(number, 0) + qty
        self._lots[number - 1].left -= qty

    def _owe(self, stock: StockKey, row: str, qty: int) -> None:
        _add(self._owed.setdefault(stock, {}), row, qty)
        _add(self._drawn.setdefault(row, {}), NO_LOT, qty)

    def _gift(self, number: int) -> EventId | None:
        return None if number == NO_LOT else self._lots[number - 1].gift


def _add(sums: dict[_Key, int], key: _Key, qty: int) -> None:
    sums[key] = sums.get(key, 0) + qty
    if not sums[key]:
        del sums[key]


def play(moves: Iterable[Move]) -> LotFold:
    """The lots after these moves, which stand in the order of one site's log."""
    fold = LotFold()
    for move in moves:
        fold.add(move)
    return fold


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
        )
        for gift, qty in sums.items()
    ]
