"""How alike two records are, and why: what a person who decides is shown.

Imports msgspec only.
"""

from typing import Literal

import msgspec

Level = Literal["certain", "likely", "no"]
Reason = Literal[
    "same-id",
    "id-one-slip",
    "same-name",
    "name-alike",
    "nickname",
    "swapped-names",
    "same-birth-date",
    "birth-date-alike",
    "same-birth-year",
    "same-phone",
    "same-neighbourhood",
    "same-people",
]


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """`certain`: the same valid ID. `likely`: a person should look. `points` only put the likelier first."""

    level: Level
    reasons: tuple[Reason, ...] = ()
    points: float = 0.0


UNLIKE = Likeness(level="no")
