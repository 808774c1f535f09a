"""Who brings what comes in at a desk: known donors, people who come unannounced, some who give no name.

Imports its neighbours.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fieldpoint.cli.quarter.place import Place

_KNOWN, _UNANNOUNCED, _NAMELESS = 0.7, 0.8, 0.9  # of what comes in; the rest comes without a word
_MONEY, _PIECES = 50_000_000, 5
_PUZZLE: Final = "mehr-hamdeli"


class Giving:
    """The donors of one desk. `told` at the desk counts what they brought."""

    def __init__(self, desk: "Place", donors: int) -> None:
        self._desk, self._count = desk, donors
        self._donors: list[str] = []
        self._passed = False  # somebody came by who gave a name, and is a donor from then on

    async def begin(self) -> None:
        """The donors are known; one gives money, one a place, all of them pieces of the puzzle."""
        for number in range(self._count):
            name, kind = f"خیّر نمونهٔ {number + 1}", ("natural", "legal", "group")[number % 3]
            known = await self._desk.act("/api/v1/donors", name=name, kind=kind, can=["goods", "piece"])
            self._donors.append(known["donor"])
            self._desk.told["donors"] += 1
            await self._give(known["donor"], kind="piece", item="piece", quantity=_PIECES, campaign=_PUZZLE)
        await self._give(self._donors[0], kind="money", item="rial", quantity=_MONEY)

    async def bring(self, org: str, item: str, quantity: int) -> None:
        """So much of an item is a lot, from one of them or from nobody who is known."""
        turn, goods = self._desk.random.random(), {"item": item, "quantity": quantity, "org": org}
        if turn < _KNOWN:
            donor = self._desk.random.choice(self._donors)
            await self._give(donor, kind="goods", item=item, quantity=quantity, org=org)
        elif turn < _NAMELESS:
            giver = "خیّر گذری" if turn < _UNANNOUNCED else ""
            self._desk.told["donors"] += bool(giver) and not self._passed
            self._passed |= bool(giver)
            await self._desk.act("/api/v1/gift-arrivals", kind="goods", giver=giver, **goods)
        else:
            await self._desk.act("/api/v1/stock-receipts", **goods)
        self._desk.told["received"] += quantity

    async def _give(self, donor: str, *, quantity: int, **gift: Any) -> None:  # noqa: ANN401  a body's members
        """A promise that is kept at once."""
        made = await self._desk.act("/api/v1/gifts", donor=donor, quantity=quantity, **gift)
        await self._desk.act("/api/v1/gift-deliveries", gift=made["act_id"], quantity=quantity)
