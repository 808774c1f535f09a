"""What large screens show of campaigns, kept for a while.

Adding up a city takes a while and anybody may ask, so an answer is kept for a minute at least, and longer where it
took long: no crowd before a screen slows the sites' batches down.

Imports core, clock, serving, the store and its neighbours.
"""

from typing import Final

import msgspec

from fieldpoint.clock import wall_ms
from fieldpoint.core.names import Day
from fieldpoint.registry.campaigns.look import Reporting, Run, closed_report, report_of, runs
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.pages.face import day_at
from fieldpoint.serving.campaigns.page import Shown

_KEPT_MS: Final = 60_000
_TIMES: Final = 50


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    shown: Shown
    until: int


class Screens(msgspec.Struct, frozen=True, kw_only=True):
    """What was shown lately, by the campaign that was asked for ('' for whichever runs)."""

    kept: dict[str, _Kept] = msgspec.field(default_factory=dict[str, _Kept])

    def show(self, registry: Registry, code: str) -> Shown | None:
        """The campaign as everybody may see it."""
        begun = wall_ms()
        found = self.kept.get(code)
        if found is not None and begun < found.until:
            return found.shown
        shown = _look(registry, code, Day(day_at(begun)))
        if shown is not None:  # what is none costs a look into an index
            took = max(wall_ms() - begun, 0)
            self.kept[code] = _Kept(shown=shown, until=begun + max(_KEPT_MS, took * _TIMES))
        return shown


def _look(registry: Registry, code: str, day: Day) -> Shown | None:
    found = [one for one in runs(registry.store, None, code or None) if one.campaign.puzzle is not None]
    found.sort(key=lambda one: (one.state(day) != "now", one.campaign.code))
    return _shown(registry, found[0], day) if found else None


def _shown(registry: Registry, run: Run, day: Day) -> Shown | None:
    campaign = run.campaign
    if campaign.puzzle is None:
        return None
    kept = registry.store.campaign_report(campaign.code, "")
    reporting = Reporting(by=registry.name, day=day)
    report = closed_report(kept)[0] if kept else report_of(registry.store, run, reporting, reached=False)
    return Shown(report=report, puzzle=campaign.puzzle, about=campaign.about_fa or "", day=day, closed=kept is not None)
