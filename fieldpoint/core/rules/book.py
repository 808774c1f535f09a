"""The rules of one site: every version of every programme, and which of them is in force on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.rules.period import Rounds
from fieldpoint.core.rules.programme import Programme


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """The programmes in force on a day, ordered by code, and for each those it excludes or is excluded by."""

    programmes: Mapping[ProgrammeCode, Programme]
    rivals: Mapping[ProgrammeCode, tuple[Programme, ...]]


class RuleBook(msgspec.Struct, frozen=True, kw_only=True):
    """What a site goes by. `moon_shifts` are the days by which it moves the Hijri windows of a programme."""

    versions: tuple[Programme, ...]
    moon_shifts: Mapping[ProgrammeCode, int] = msgspec.field(default_factory=dict[ProgrammeCode, int])
    site: str = ""
    zone: str = "Asia/Tehran"
    _on: dict[Day | None, Rules] = msgspec.field(default_factory=dict["Day | None", Rules])

    def on(self, day: Day | None) -> Rules:
        """The rules in force on a business day; while none is open, each programme's newest version."""
        known = self._on.get(day)
        if known is None:
            known = self._on[day] = _rules(in_force(self.versions, day))
        return known


def in_force(versions: Iterable[Programme], day: Day | None) -> list[Programme]:
    """Of each programme the newest version that has begun by a day, ordered by code."""
    newest: dict[str, Programme] = {}
    for one in versions:
        begun = day is None or one.in_force_from is None or one.in_force_from <= day
        if begun and (one.code not in newest or one.version > newest[one.code].version):
            newest[one.code] = one
    return [newest[code] for code in sorted(newest)]


def same_periods(one: Programme, other: Programme) -> bool:
    """Whether what was taken under one version is found again under the other; further rounds may be added."""
    if isinstance(one.period, Rounds) and isinstance(other.period, Rounds):
        return True
    return one.period == other.period


def _rules(found: list[Programme]) -> Rules:
    """Exclusion holds in both directions, whichever of the two says it."""
    by_code = {one.name: one for one in found}
    rivals: defaultdict[ProgrammeCode, dict[str, Programme]] = defaultdict(dict)
    for one in found:
        for code in one.exclusive_with:
            other = by_code.get(ProgrammeCode(code))
            if other is not None:
                rivals[one.name][other.code] = other
                rivals[other.name][one.code] = one
    return Rules(programmes=by_code, rivals={name: tuple(others.values()) for name, others in rivals.items()})
