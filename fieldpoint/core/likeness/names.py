"""Are two names of one person? Given and family name each as it is, then crosswise.

Imports msgspec and `core` only.
"""

import msgspec

from fieldpoint.core.likeness.level import Reason
from fieldpoint.core.likeness.nicknames import is_frequent, is_known, is_nickname
from fieldpoint.core.likeness.slips import is_slip
from fieldpoint.core.likeness.words import name_of
from fieldpoint.core.people import Person

_SAME, _FREQUENT, _NICKNAME, _SLIP, _CUT, _PART, _OTHER = 3.0, 2.0, 2.0, 2.0, 2.0, 1.0, -7.0
_SWAPPED = -0.5
_PART_LETTERS = 3


class NameFit(msgspec.Struct, frozen=True, kw_only=True):
    """What two names say of two records being one: points, and why."""

    points: float
    reasons: tuple[Reason, ...] = ()


def compare_names(one: Person, other: Person) -> NameFit:
    """The better of the straight and the crosswise reading. Nothing is said by a name that is missing."""
    mine, theirs = _names(one), _names(other)
    straight = _both(mine, theirs)
    if straight.points > 0 or not all((*mine, *theirs)):
        return straight
    crossed = _both(mine, (theirs[1], theirs[0]))
    if crossed.points <= 0:
        return straight
    return NameFit(points=crossed.points + _SWAPPED, reasons=("swapped-names",))


def _names(person: Person) -> tuple[str, str]:
    return name_of(person.given_name), name_of(person.family_name)


def _both(mine: tuple[str, str], theirs: tuple[str, str]) -> NameFit:
    fits = [_one(one, other) for one, other in zip(mine, theirs, strict=True)]
    points = sum(fit.points for fit in fits)
    reasons: dict[Reason, None] = dict.fromkeys(reason for fit in fits for reason in fit.reasons)
    if reasons.keys() - {"same-name"}:
        return NameFit(points=points, reasons=tuple(reason for reason in reasons if reason != "same-name"))
    whole = all(fit.reasons for fit in fits)  # half a name is no reason
    return NameFit(points=points, reasons=("same-name",) if whole else ())


def _one(one: str, other: str) -> NameFit:
    if not one or not other:
        return NameFit(points=0)
    if one == other:
        return NameFit(points=_FREQUENT if is_frequent(one) else _SAME, reasons=("same-name",))
    if is_nickname(one, other):
        return NameFit(points=_NICKNAME, reasons=("nickname",))
    if not (is_known(one) and is_known(other)) and is_slip(one, other):
        return NameFit(points=_SLIP, reasons=("name-alike",))
    return _part(*sorted((one, other), key=len))


def _part(short: str, long: str) -> NameFit:
    """One name is the other cut off, «محمدی» and «محمدی‌نژاد», or its second half, «رضا» and «محمدرضا»: sons too."""
    if len(short) < _PART_LETTERS or not (long.startswith(short) or long.endswith(short)):
        return NameFit(points=_OTHER)
    return NameFit(points=_CUT if long.startswith(short) else _PART, reasons=("name-alike",))
