"""Lots are drawn first-in first-out; what is handed over beyond them is owed until more comes in.

Imports `core`.
"""

from collections.abc import Iterable

NO_LOT = 0  # what is drawn where every lot is empty


def draw(lots: Iterable[tuple[int, int]], quantity: int) -> list[tuple[int, int]]:
    """Which lot gives how much of a quantity: `lots` are each a number and what is left of it, the oldest first.

    What no lot has left stands last, under `NO_LOT`.
    """
    drawn: list[tuple[int, int]] = []
    for lot, left in lots:
        taken = min(left, quantity)
        if taken > 0:
            drawn.append((lot, taken))
            quantity -= taken
        if quantity <= 0:
            return drawn
    return [*drawn, (NO_LOT, quantity)] if quantity > 0 else drawn


def settle(debts: Iterable[tuple[int, int]], arrived: int) -> list[tuple[int, int]]:
    """How much of each debt (its place and how much it is, the oldest first) a lot that arrives pays."""
    return [pair for pair in draw(debts, arrived) if pair[0] != NO_LOT]
