"""A shelter's nights: people come without a card, get a bed while there is one, then a place on the floor, and eat.

Imports its neighbours and the site.
"""

from typing import Final

from fieldpoint.cli.quarter.place import Place
from fieldpoint.store.site import Site

NIGHT: Final = ("bed-night", "night-dinner", "night-breakfast")
BEDS, FLOOR = 24, 8
_COME: Final = (18, 38)  # a night, from and to


class Shelter(Place):
    """A house with one tablet."""

    def __init__(self, site: Site, port: int) -> None:
        super().__init__(site, port, 1)

    async def begin(self) -> None:
        """The house has so many beds and floor places."""
        await self.act("/api/v1/shelter-layouts", sections=[{"name": "all", "first": 1, "last": BEDS, "floor": FLOOR}])

    async def between(self, number: int) -> None:  # noqa: ARG002  a desk's days differ, nights are alike
        """A night: whoever comes is admitted with dinner and breakfast, or the house is full."""
        tablet = self.tablets[0]
        for _ in range(self.random.randint(*_COME)):
            lines = [{**tablet.next_line(), "programme": one, "quantity": 1} for one in NIGHT]
            said = await tablet.post("/api/v1/admissions", {"text": None, "lines": lines})
            self.told[f"night {said['result']}"] += 1
            self.note(said["lines"])
