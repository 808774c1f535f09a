"""All checks in their order; one that fails stops no other, but where nobody enrols nothing further can be asked.

Imports its neighbours.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import msgspec

from fieldpoint.errors import FieldpointError
from fieldpoint.ids import new_seed
from fieldpoint.sync.conformance import checks, doors
from fieldpoint.sync.conformance.asking import Failed, Registry
from fieldpoint.sync.line import Line

_BEFORE = (doors.health, doors.wrong_code)
_AFTER = (
    doors.token,
    doors.another_site,
    doors.empty_state,
    doors.wrong_digest,
    doors.cut_off,
    doors.too_large,
    doors.unknown_envelope,
    doors.forged,
    checks.wrong_genesis,
    doors.nothing_was_taken,
    checks.stored,
    checks.again,
    checks.ahead,
    checks.overlapping,
    checks.withheld,
    checks.fork,
    checks.foreign_gap,
)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What must hold, and what was found instead, where it does not."""

    what: str
    wrong: str | None


async def check(line: Line, site: str, code: str) -> AsyncIterator[Checked]:
    """Each check's outcome as it comes. `code` lets the made-up site `site` enrol."""
    registry = Registry(line, site, new_seed())
    for one in _BEFORE:
        yield await _outcome(one, registry)
    enrolled = await _outcome(partial(doors.enrolment, code=code), registry, doors.enrolment.__doc__)
    yield enrolled
    if registry.token:
        for one in _AFTER:
            yield await _outcome(one, registry)


async def _outcome(one: Callable[[Registry], Awaitable[None]], registry: Registry, says: str | None = None) -> Checked:
    what = (says or one.__doc__ or "").strip()
    try:
        await one(registry)
    except Failed as found:
        return Checked(what=what, wrong=str(found))
    except FieldpointError as fault:
        return Checked(what=what, wrong=f"no answer of a registry ({fault.code})")
    return Checked(what=what, wrong=None)
