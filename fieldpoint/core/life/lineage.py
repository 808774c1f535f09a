"""Which lives of one site's log go on beside each other, as a function of the set of rows alone (design chapter 4.9).

Every life but the first says at which row of which life it begins. A life is over when another took up all of it, by
beginning behind its last row or by carrying whatever stands above the row it began at; what is not over is live. A site
has one machine, so two live ones mean that its card was copied, or that an older copy was put back and went on: a
person decides which of them goes on (`retired` ones are decided).

Imports msgspec.
"""

from collections.abc import Callable, Iterable

import msgspec

FORK = "fork"


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """One life: its name, its last row that is held with the head after it, and where it says that it began."""

    epoch: str
    top: int
    top_head: str | None
    reason: str = ""
    prev_epoch: str | None = None
    prev_seq: int | None = None
    prev_head: str | None = None
    retired: bool = False


def live(lives: Iterable[Life], carried: Callable[[str, int], bool] = lambda _epoch, _seq: False) -> list[str]:
    """The names of the lives that are not over, in the order in which they were given.

    `carried` says whether every row of a life above a number came inside rows of others.
    """
    known = list(lives)
    return [one.epoch for one in known if not one.retired and not any(_took_up(one, after, carried) for after in known)]


def _took_up(life: Life, after: Life, carried: Callable[[str, int], bool]) -> bool:
    """Whether the later one holds every row of the earlier that is known of."""
    if after.prev_epoch != life.epoch or after.prev_seq is None:
        return False
    if life.top > after.prev_seq and after.reason != FORK:  # set back without a line, it lost what was sent before
        return carried(life.epoch, after.prev_seq)
    if life.top == after.prev_seq:
        return life.top_head == after.prev_head
    return life.top < after.prev_seq and after.reason != FORK  # the rest of it is on its way
