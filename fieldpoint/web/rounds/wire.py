"""What travels between the screens of rounds and the site (see web/wire.py for how): codes, no name and no place."""

from typing import Annotated

import msgspec
from msgspec import Meta

from fieldpoint.core.names import Day, EventId, ProgrammeCode, TabletId
from fieldpoint.store.rounds.rounds import Door
from fieldpoint.web.wire import Code, HandoutId, Receipt, Wire

Doors = Annotated[int, Meta(ge=0, le=500)]
Word = Annotated[str, Meta(min_length=1, max_length=80)]


class RoundRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/rounds: what it brings, on which tablet, whom it visits."""

    act_id: HandoutId
    programmes: Annotated[list[Code], Meta(min_length=1, max_length=20)]
    tablet: Annotated[str, Meta(pattern="^[a-z0-9-]{2,20}$", max_length=20)]
    neighbourhood: Annotated[str, Meta(max_length=80)] = ""
    tags: Annotated[list[Word], Meta(max_length=20)] = msgspec.field(default_factory=list[Word])


class RoundAct(Wire, frozen=True, kw_only=True):
    """POST /api/v1/rounds/{round}/ends and /api/v1/round-lists: the act's own id."""

    act_id: HandoutId


class RoundReturn(Wire, frozen=True, kw_only=True):
    """POST /api/v1/rounds/{round}/returns: at how many doors what happened."""

    act_id: HandoutId
    given: Doors
    absent: Doors
    declined: Doors


class KnownProgramme(Wire, frozen=True, kw_only=True):
    """A programme by its title."""

    programme: ProgrammeCode
    title_fa: str


class KnownTablet(Wire, frozen=True, kw_only=True):
    """A tablet that may carry a round."""

    tablet: TabletId
    name: str
    desk: str


class RoundView(Wire, frozen=True, kw_only=True):
    """A round; `hours` since it went out, as long as it is out; `given` and the others once its tablet has told."""

    round: EventId
    tablet: KnownTablet
    day: Day | None
    titles: list[str]
    doors: int
    out: bool
    hours: int
    taken: bool
    given: int | None
    absent: int | None
    declined: int | None


class RoundsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/rounds: the lead's rounds, and of what one may be made."""

    day: Day | None
    rounds: list[RoundView]
    tablets: list[KnownTablet]
    programmes: list[KnownProgramme]
    neighbourhoods: list[str]
    tags: list[str]


class RoundReply(Wire, frozen=True, kw_only=True):
    """The act is a row; `doors` where it made a round."""

    round: EventId
    doors: int
    receipt: Receipt


class RoundList(Wire, frozen=True, kw_only=True):
    """POST /api/v1/round-lists: what a tablet takes along, and wipes when it is back."""

    round: EventId
    day: Day | None
    programmes: list[KnownProgramme]
    doors: list[Door]


class RoundHere(Wire, frozen=True, kw_only=True):
    """The round that is out on the tablet, if one is; `taken`: its list was given."""

    round: EventId | None
    taken: bool
