"""What the services of a span come to: one function for the site, its sheet and the registry.

Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from fieldpoint.core.names import Day, EventId, ProgrammeCode


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was reached, or a ticket whose wait is known (`step` is `called`, `programme` its queue).

    `undone`: a later row took it back, or its handout was voided.
    """

    event_id: EventId
    programme: ProgrammeCode
    step: str
    day: Day | None
    waited_s: int | None = None
    undone: bool = False


class ServiceCount(msgspec.Struct, frozen=True, kw_only=True):
    """How often a step of a programme was reached, and how long it was waited for: by how many, longest, middle one."""

    programme: ProgrammeCode
    step: str
    count: int
    waits: int = 0
    middle_s: int = 0
    longest_s: int = 0


def add_up(marks: Iterable[Mark]) -> list[ServiceCount]:
    """The counts by programme and step; what was taken back counts for nothing. The order of marks changes nothing."""
    found: defaultdict[tuple[ProgrammeCode, str], dict[EventId, int | None]] = defaultdict(dict)
    for mark in marks:
        if not mark.undone:
            found[mark.programme, mark.step][mark.event_id] = mark.waited_s
    return [_count(programme, step, list(waits.values())) for (programme, step), waits in sorted(found.items())]


def _count(programme: ProgrammeCode, step: str, waits: list[int | None]) -> ServiceCount:
    known = sorted(wait for wait in waits if wait is not None)
    return ServiceCount(
        programme=programme,
        step=step,
        count=len(waits),
        waits=len(known),
        middle_s=known[(len(known) - 1) // 2] if known else 0,
        longest_s=known[-1] if known else 0,
    )
