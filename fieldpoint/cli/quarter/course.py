"""A desk's days: stocked, rounds walked, worked through visit by visit, counted.

Imports its neighbours and the site.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from fieldpoint.cli.quarter.district import CAMPAIGNS, TABLETS, SiteOf
from fieldpoint.cli.quarter.giving import Giving
from fieldpoint.cli.quarter.place import Place
from fieldpoint.cli.quarter.rounds import ITEM, PROGRAMME, walk_a_round
from fieldpoint.cli.quarter.tablet import Tablet
from fieldpoint.core.names import Day
from fieldpoint.store.site import Site

_COMES: Final = 0.85  # a household that comes on a day
_ABSENT: Final = 0.15  # a member who does not eat here today
_UNDONE: Final = 0.002
_STOCK_DAYS: Final = 12  # a lot comes so often
_COUNT_DAYS: Final = 6
_MISCOUNTS: Final = 0.3  # counts that find less than the log says
_LEFTOVERS: Final = (0, 0, 1, 5, 10)


class Desk(Place):
    """A desk with its households, who come with these cards."""

    def __init__(self, site: Site, port: int, of: SiteOf, tokens: Sequence[str]) -> None:
        super().__init__(site, port, TABLETS)
        self._tokens, self._schemes = list(tokens), {one.code: one for one in of.schemes}
        self._taken: Counter[str] = Counter()
        self._giving = Giving(self, of.donors)
        self._day, self._walked = "", ""  # the one that is, and the month whose round was walked

    async def begin(self) -> None:
        """Donors are known, campaigns run, the first goods lie there."""
        await self._giving.begin()
        for code in CAMPAIGNS:
            await self.act("/api/v1/campaigns", campaign=code)

    async def work(self, day: Day, number: int) -> None:
        """The day, which tells what is asked for and whether a round is walked."""
        self._day = day
        await super().work(day, number)

    async def between(self, number: int) -> None:
        """Whoever comes is served; then what is left is given freely, and now and then somebody counts."""
        if number % _STOCK_DAYS == 0:
            await self._receive()
        if self._walked != self._day[:7]:
            await self._walk()
        coming = [token for token in self._tokens if self.random.random() < _COMES]
        self.random.shuffle(coming)
        await asyncio.gather(*(self._serve(tablet, coming[at::TABLETS]) for at, tablet in enumerate(self.tablets)))
        await self._give_leftovers()
        if number % _COUNT_DAYS == _COUNT_DAYS - 1:
            await self._count()

    async def end(self) -> None:
        """The campaigns are closed with their reports."""
        for code in CAMPAIGNS:
            await self.act(f"/api/v1/campaigns/{code}/closings")

    async def _walk(self) -> None:
        """Baskets for the round come in with it; at a month's beginning nobody has had one."""
        self._walked, scheme = self._day[:7], self._schemes[PROGRAMME]
        await self._giving.bring(scheme.organisation, ITEM, len(self._tokens))
        self._taken[PROGRAMME] += await walk_a_round(self)

    async def _receive(self) -> None:
        """What the days before took comes in again; the first time, a guess by the households."""
        for one in self._schemes.values():
            if one.stocked:
                guess = round(len(self._tokens) * one.need * _STOCK_DAYS)
                await self._giving.bring(one.organisation, one.item, max(self._taken.pop(one.code, 0), guess, 1))

    async def _serve(self, tablet: Tablet, tokens: Sequence[str]) -> None:
        for token in tokens:
            due = (await tablet.post("/api/v1/scans", {"text": token}))["due"]
            lines = [line for one in due if (line := self._line(tablet, one)) is not None]
            if lines:
                said = await tablet.post("/api/v1/handouts", {"text": token, "lines": lines})
                for line in self.note(said["lines"]):
                    self._taken[line["programme"]] += line["quantity"]
                    if self.random.random() < _UNDONE:
                        await self._undo(tablet, line)

    def _line(self, tablet: Tablet, due: dict[str, Any]) -> dict[str, Any] | None:
        """What somebody takes of a programme today, or nothing."""
        scheme = self._schemes.get(due["programme"])
        if scheme is None or due["quantity"] < 1 or self._day[5:] < scheme.since:
            return None
        if self.random.random() >= scheme.chance:
            return None
        if due["counts_for"] == "household":
            return {**tablet.next_line(), "programme": scheme.code, "quantity": due["quantity"]}
        there = [one for one in due["members"] if one["due"] > 0 and self.random.random() >= _ABSENT]
        quantity = min(sum(one["due"] for one in there), due["quantity"])
        if not quantity:
            return None
        members = [one["person"] for one in there]
        return {**tablet.next_line(), "programme": scheme.code, "quantity": quantity, "members": members}

    async def _undo(self, tablet: Tablet, line: dict[str, Any]) -> None:
        new = tablet.next_line()
        void = {"void_id": new["handout_id"], "tseq": new["tseq"], "ref": line["handout_id"]}
        await tablet.post("/api/v1/voids", void)
        self.told["voided"] += 1
        self.told[f"given {line['programme']}"] -= line["quantity"]

    async def _give_leftovers(self) -> None:
        left = self.random.choice(_LEFTOVERS)
        if left:
            new = self.lead.next_line()
            tally = {"tally_id": new["handout_id"], "tseq": new["tseq"], "item": "surplus-meal", "quantity": left}
            await self.lead.post("/api/v1/tallies", tally)

    async def _count(self) -> None:
        """Somebody counts the shelves; now and then less lies there than the log says, and the lead says why."""
        for one in (await self.lead.get("/api/v1/stock"))["items"]:
            there = one["balance"]
            if there is not None:
                missing = int(there > 0 and self.random.random() < _MISCOUNTS)
                why = "missing" if missing else None
                goods = {"org": one["org"], "item": one["item"], "counted": there - missing}
                await self.act("/api/v1/stock-counts", **goods, why=why)
