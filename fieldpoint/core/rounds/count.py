"""What rounds come to: one function for the site, its sheet and the registry.

Imports msgspec and `core`.
"""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET

from fieldpoint.core.names import EventId
from fieldpoint.core.rounds.rows import RoundBack, RoundOut, RoundRow


class WalkedRound(msgspec.Struct, frozen=True, kw_only=True):
    """A round with so many doors on its list; `over` once it ended. `given` is None until its tablet tells."""

    round: EventId
    doors: int = 0
    over: bool = False
    given: int | None = None
    absent: int = 0
    declined: int = 0


class RoundCount(msgspec.Struct, frozen=True, kw_only=True):
    """What rounds come to.

    Of the `doors` on their lists `visited` were told of: `reached` is where somebody was at home, `absent` where
    nobody was; of those reached `given` had something handed over.
    """

    rounds: int = 0
    ended: int = 0
    doors: int = 0
    visited: int = 0
    reached: int = 0
    absent: int = 0
    given: int = 0


def count_rounds(rounds: Iterable[WalkedRound]) -> RoundCount:
    """The sums over rounds, each of which stands there once; their order changes nothing."""
    found = list(rounds)
    given, absent = sum(one.given or 0 for one in found), sum(one.absent for one in found)
    reached = given + sum(one.declined for one in found)
    return RoundCount(
        rounds=len(found),
        ended=sum(one.over for one in found),
        doors=sum(one.doors for one in found),
        visited=reached + absent,
        reached=reached,
        absent=absent,
        given=given,
    )


def walked(rows: Iterable[RoundRow]) -> list[WalkedRound]:
    """The rounds that these rows know of; what a tablet told first stands, whoever ended the round."""
    found: dict[EventId, WalkedRound] = {}
    for row in rows:
        name = row.round if isinstance(row, RoundBack) else row.id
        found[name] = _after(found.get(name) or WalkedRound(round=name), row)
    return list(found.values())


def _after(before: WalkedRound, row: RoundRow) -> WalkedRound:
    if isinstance(row, RoundOut):
        return msgspec.structs.replace(before, doors=row.doors)
    if row.given is UNSET or before.given is not None:
        return msgspec.structs.replace(before, over=True)
    return msgspec.structs.replace(
        before, over=True, given=row.given, absent=row.absent or 0, declined=row.declined or 0
    )
