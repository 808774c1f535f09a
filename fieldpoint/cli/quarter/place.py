"""A site at work: its lead, its tablets, a day that begins and ends. Desks and shelters are both one.

Imports its neighbours and the site.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

from fieldpoint import ids
from fieldpoint.cli.quarter.tablet import Tablet
from fieldpoint.core.names import Day
from fieldpoint.store.site import Site


class Place:
    """A site whose server answers on a port. `told` counts what it answered: the other side of every sum."""

    def __init__(self, site: Site, port: int, tablets: int) -> None:
        self.site, self.told = site, Counter[str]()
        self.random = Random(site.facts.code)  # noqa: S311  a made-up day, no key
        self.lead = Tablet(site, port, "lead")
        self.tablets = [Tablet(site, port, "operator") for _ in range(tablets)]

    async def open(self) -> None:
        """Its tablets are connected."""
        for one in (self.lead, *self.tablets):
            await one.open()

    def close(self) -> None:
        """Its tablets are put away."""
        for one in (self.lead, *self.tablets):
            one.close()

    async def begin(self) -> None:
        """What is arranged once, on the first day that is open."""

    async def work(self, day: Day, number: int) -> None:
        """One whole business day, the `number`th."""
        self.lead.sign_in()
        await self.lead.post("/api/v1/day/open", {"day": day, "anyway": True})
        for tablet in self.tablets:
            tablet.sign_in()
        if not number:
            await self.begin()
        await self.between(number)
        await self.lead.post("/api/v1/day/close", {"day": day})

    async def between(self, number: int) -> None:
        """What is done while the day is open."""

    async def end(self) -> None:
        """What is done when the last day is closed."""

    async def act(self, path: str, **said: object) -> dict[str, Any]:
        """An act of the lead under an id of its own; what is said empty is left out."""
        body = {"act_id": ids.new_event_id(), **{name: value for name, value in said.items() if value is not None}}
        return await self.lead.post(path, body)

    def note(self, lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Counts the decisions of some lines; answers those that were granted."""
        granted = [line for line in lines if line["decision"] == "granted"]
        self.told["granted"] += len(granted)
        self.told["refused"] += len(lines) - len(granted)
        for line in granted:
            self.told[f"given {line['programme']}"] += line["quantity"]
        return granted
