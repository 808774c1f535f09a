"""What travels when the lead looks for people: the only bodies with names in them, for the lead's eyes."""

from typing import Annotated, Literal

from msgspec import Meta

from fieldpoint.core.act_rows import SearchedBy
from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.web.wire import Wire


class SearchRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/searches: words of a name, the end of a telephone number, an ID, a household's or a card's code."""

    text: Annotated[str, Meta(min_length=1, max_length=100)]


class PersonFound(Wire, frozen=True, kw_only=True):
    """A full name, and the last two signs of the ID ('' where there is none)."""

    person: PersonId
    name: str
    id_end: str


class HouseholdFound(Wire, frozen=True, kw_only=True):
    """A household by its code, its head, and whoever else of it was found. `card` is how its best card stands.

    `overdue`: its file is to be looked at again.
    """

    household: HouseholdId
    code: str
    neighbourhood: str
    size: int
    card: Literal["bound", "suspended", "revoked", "none"]
    head: PersonFound | None
    found: list[PersonFound]
    overdue: bool


class SearchReply(Wire, frozen=True, kw_only=True):
    """At most twenty households; `more`: there are others. `by` is as what the text was found.

    `left` is how many searches this person has left in this hour.
    """

    households: list[HouseholdFound]
    more: bool
    by: list[SearchedBy]
    left: int
