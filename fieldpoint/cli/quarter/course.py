"""One site's days: opened, stocked, worked through visit by visit, counted and closed.

Imports its neighbours, clock and the site.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any, Final

from fieldpoint import ids
from fieldpoint.cli.quarter.district import TABLETS, Scheme
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


class Course:
    """A site at work. `told` counts what the server answered: the other side of every sum."""

    def __init__(self, site: Site, tokens: Sequence[str], schemes: Sequence[Scheme], port: int) -> None:
        self.site, self.told = site, Counter[str]()
        self._schemes = {one.code: one for one in schemes}
        self._tokens, self._random = list(tokens), Random(site.facts.code)  # noqa: S311  a made-up day, no key
        self._lead = Tablet(site, port, "lead")
        self._tablets = [Tablet(site, port, "operator") for _ in range(TABLETS)]
        self._needed: Counter[str] = Counter()

    async def open(self) -> None:
        """Its tablets are connected."""
        for one in (self._lead, *self._tablets):
            await one.open()

    def close(self) -> None:
        """Its tablets are put away."""
        for one in (self._lead, *self._tablets):
            one.close()

    async def day(self, day: Day, number: int) -> None:
        """One whole business day, the `number`th."""
        self._lead.sign_in()
        await self._lead.post("/api/v1/day/open", {"day": day, "anyway": True})
        for tablet in self._tablets:
            tablet.sign_in()
        if number % _STOCK_DAYS == 0:
            await self._receive(number)
        coming = [token for token in self._tokens if self._random.random() < _COMES]
        self._random.shuffle(coming)
        await asyncio.gather(*(self._serve(tablet, coming[at::TABLETS]) for at, tablet in enumerate(self._tablets)))
        await self._give_leftovers()
        if number % _COUNT_DAYS == _COUNT_DAYS - 1:
            await self._count()
        await self._lead.post("/api/v1/day/close", {"day": day})

    async def _receive(self, number: int) -> None:
        """What the last days took comes in again; the first time, a guess by the households."""
        for one in self._schemes.values():
            if one.stocked:
                guess = round(len(self._tokens) * one.chance * (2 if number else 3))
                much = max(self._needed.pop(one.code, 0), guess, 1)
                await self._stock("receipts", one.organisation, one.item, quantity=much)
                self.told["received"] += much

    async def _serve(self, tablet: Tablet, tokens: Sequence[str]) -> None:
        for token in tokens:
            due = (await tablet.post("/api/v1/scans", {"text": token}))["due"]
            lines = [line for one in due if (line := self._line(tablet, one)) is not None]
            if lines:
                said = await tablet.post("/api/v1/handouts", {"text": token, "lines": lines})
                await self._note(tablet, said["lines"])

    def _line(self, tablet: Tablet, due: dict[str, Any]) -> dict[str, Any] | None:
        """What somebody takes of a programme today, or nothing."""
        scheme = self._schemes.get(due["programme"])
        if scheme is None or due["quantity"] < 1 or self._random.random() >= scheme.chance:
            return None
        if due["counts_for"] == "household":
            return {**tablet.next_line(), "programme": scheme.code, "quantity": due["quantity"]}
        there = [one for one in due["members"] if one["due"] > 0 and self._random.random() >= _ABSENT]
        quantity = min(sum(one["due"] for one in there), due["quantity"])
        if not quantity:
            return None
        members = [one["person"] for one in there]
        return {**tablet.next_line(), "programme": scheme.code, "quantity": quantity, "members": members}

    async def _note(self, tablet: Tablet, lines: list[dict[str, Any]]) -> None:
        for line in lines:
            self.told[line["decision"]] += 1
            if line["decision"] != "granted":
                self.told[f"refused {line['reason']}"] += 1
                continue
            self.told[f"given {line['programme']}"] += line["quantity"]
            self._needed[line["programme"]] += line["quantity"]
            if self._random.random() < _UNDONE:
                new = tablet.next_line()
                void = {"void_id": new["handout_id"], "tseq": new["tseq"], "ref": line["handout_id"]}
                await tablet.post("/api/v1/voids", void)
                self.told["voided"] += 1
                self.told[f"given {line['programme']}"] -= line["quantity"]

    async def _give_leftovers(self) -> None:
        left = self._random.choice(_LEFTOVERS)
        if left:
            new = self._lead.next_line()
            await self._lead.post(
                "/api/v1/tallies",
                {"tally_id": new["handout_id"], "tseq": new["tseq"], "item": "surplus-meal", "quantity": left},
            )
            self.told["left over"] += left

    async def _count(self) -> None:
        """Somebody counts the shelves; now and then less lies there than the log says, and the lead says why."""
        found = {(one["org"], one["item"]): one for one in (await self._lead.get("/api/v1/stock"))["items"]}
        for (org, item), one in found.items():
            there = one["balance"]
            if there is None:
                continue
            missing = int(there > 0 and self._random.random() < _MISCOUNTS)
            why = {"why": "missing"} if missing else {}
            await self._stock("counts", org, item, counted=there - missing, **why)
            self.told["missing"] += missing

    async def _stock(self, act: str, org: str, item: str, **more: object) -> None:
        goods = {"act_id": ids.new_event_id(), "org": org, "item": item, **more}
        await self._lead.post(f"/api/v1/stock-{act}", goods)
