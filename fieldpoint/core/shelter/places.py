"""How many beds and floor places there are and are free: one sum for a site's sections and for the city's sites.

Imports msgspec.
"""

from collections.abc import Iterable

import msgspec


class Places(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Beds and places on the floor: how many there are, how many of them are free; `held` beds are not free."""

    beds: int
    floor: int
    free: int
    free_floor: int
    held: int = 0


def as_of(said: Places, ends: Iterable[int], at_ms: int) -> Places:
    """The places at an instant, of which `ends` tells when each bed that was kept frees itself."""
    over = min(sum(end <= at_ms for end in ends), said.held, max(said.beds - said.free, 0))
    return msgspec.structs.replace(said, free=said.free + over, held=said.held - over)


def total(several: Iterable[Places]) -> Places:
    """All of them together, of a site's sections or of several sites."""
    found = list(several)
    return Places(
        beds=sum(one.beds for one in found),
        floor=sum(one.floor for one in found),
        free=sum(one.free for one in found),
        free_floor=sum(one.free_floor for one in found),
        held=sum(one.held for one in found),
    )
