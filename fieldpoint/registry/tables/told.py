"""What sites are told and what the city knows of households, as the rules above the tables see it.

Imports msgspec only.
"""

import msgspec


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a site is to be told: a kind, a key of it, what stands under it (None: nothing any more).

    `about` is the household or card that it is about, or empty.
    """

    site: str
    kind: str
    name: str
    body: bytes | None
    about: str = ""


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a site's feed under its number."""

    n: int
    kind: str
    name: str
    body: bytes | None


class SealedHousehold(msgspec.Struct, frozen=True, kw_only=True):
    """A household of the city's roster; its people are sealed, and `code_mark` stands for its office and code."""

    household: str
    code_mark: bytes
    neighbourhood: str
    revision: int
    sealed: bytes


class Share(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What one site gave to one that is counted, of an item in a period; `day` is the last of the days."""

    holder: str
    programme: str
    cycle: str
    item: str
    site: str
    counted_for: str
    quantity: int
    day: str | None
