"""What the registry holds of gifts and of its reports to benefactors. Imports core and msgspec."""

import msgspec

from fieldpoint.core.names import Day


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a site by its place: the life of the log it was written in, and its number there."""

    event_id: str
    site: str
    epoch: str
    seq: int
    line: bytes


class ActionReport(msgspec.Struct, frozen=True, kw_only=True):
    """A three-monthly report of what was done; `organisation` is empty where it is the whole registry's."""

    report: str
    quarter: str
    organisation: str
    title: str
    body: str
    made_at: int


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What the meeting resolved: what, who sees to it, by when, and the day on which it was done."""

    number: int
    what: str
    owner: str
    due: Day
    done_on: Day | None
