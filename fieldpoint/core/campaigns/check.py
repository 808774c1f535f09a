"""What is wrong with a campaign's file: every fault, with its line and its field.

The form is compared as a programme's is (core/rules/check.py); which programmes there are differs from site to site,
so a campaign may name some that run elsewhere only. Imports msgspec and `core`.
"""

from collections.abc import Iterator, Sequence

import msgspec

from fieldpoint.core.campaigns.campaign import MAX_PIECES, Campaign, in_jalali_days
from fieldpoint.core.rules.check import Fault, read_checked
from fieldpoint.core.rules.sense import FaultKind, Flaw, window_flaws


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign as it is kept (its windows in Jalali days), or what keeps its file from being one."""

    campaign: Campaign | None
    faults: Sequence[Fault] = ()


def check(source: bytes, moon: int = 0) -> Checked:
    """The campaign of a TOML file, or all its faults in the order of their lines."""
    campaign, faults = read_checked(source, Campaign, _flaws)
    return Checked(campaign=None if campaign is None else in_jalali_days(campaign, moon), faults=faults)


def _flaws(campaign: Campaign) -> Iterator[Flaw]:
    yield from window_flaws(campaign.window)
    puzzle = campaign.puzzle
    if puzzle is not None and puzzle.pieces > MAX_PIECES:
        yield Flaw(("puzzle",), FaultKind.PUZZLE_TOO_LARGE)
    if not (campaign.programmes or puzzle or campaign.places):
        yield Flaw(("programmes",), FaultKind.PROGRAMME_MISSING)
    codes = [one.code for one in campaign.places]
    for number, code in enumerate(codes):
        if code in codes[:number]:
            yield Flaw(("places", number, "code"), FaultKind.PLACE_DOUBLED)
