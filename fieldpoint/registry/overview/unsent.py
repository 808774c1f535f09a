"""What a site may still hold that the registry has not seen, as a guess that says how it was made.

Rows that are known to be lacking count as they are. Beyond them a site is taken to write on each day it is silent what
it wrote on an ordinary day lately, and a day that stood open when it was last heard of is taken to have gone on.

Pure; imports msgspec.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

_MOST_DAYS: Final = 30  # a site that was closed down does not owe a year's rows


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a site's estimate is made of: whole days since it was last heard of, rows of an ordinary day, if known."""

    missing: int
    silent_days: int
    ordinary: int | None
    day_open: bool
    since_open: int


def ordinary_day(closes: Sequence[int], top: int) -> int | None:
    """Rows of an ordinary day, by the rows at which the last days closed, the newest first; None before the second."""
    if len(closes) > 1:
        return (closes[0] - closes[-1]) // (len(closes) - 1)
    return closes[0] if closes and closes[0] <= top else None


def estimate(heard: Heard) -> int:
    """Rows that a site holds still, those included that are known to be lacking."""
    if heard.silent_days <= 0 or heard.ordinary is None:
        return heard.missing
    days = min(heard.silent_days, _MOST_DAYS)
    if not heard.day_open:
        return heard.missing + days * heard.ordinary
    return heard.missing + max(heard.ordinary - heard.since_open, 0) + (days - 1) * heard.ordinary
