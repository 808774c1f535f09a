"""The form of one language of the family's pages.

Said of the card or the programme, never of the person. A programme's own titles and units stay as they were
written, but a bed and what is eaten beside it are a service to whoever reads over a shoulder.
Imports core only.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from fieldpoint.core.names import Day
from fieldpoint.core.rules.reason import Reason


class Words(Struct, frozen=True, kw_only=True):
    """One language: `name` is how it calls itself, the rest is what the pages say in it."""

    lang: str
    name: str
    direction: Literal["rtl", "ltr"]
    card: str
    left: str
    service: str
    unknown: str
    no_card: str
    nothing: str
    not_now: str
    cleared: str
    show_card: str
    clears: str
    slow_down: str
    help: str
    larger: str
    smaller: str
    scan: str
    photo: str
    photo_take: str
    photo_stays: str
    photo_reading: str
    photo_empty: str
    photo_script: str
    look: str
    reasons: Mapping[Reason, str]
    kept: str
    day: Callable[[Day], str]
    from_day: Callable[[Day, str | None], str]
    until_day: Callable[[Day], str]
    number: Callable[[int], str]

    def reason(self, reason: Reason) -> str:
        """Why nothing is left, for the family."""
        return self.reasons.get(reason, self.not_now)
