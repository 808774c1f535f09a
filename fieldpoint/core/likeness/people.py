"""Whether two records are of one person.

The same valid ID is certain; two different ones are two people, so twins stay two. Else what is known is weighed:
names, birth, telephone, neighbourhood, a slip in an ID. Points are logarithms of how much likelier something is of
one person than of two, tuned on synthetic people (tests/likeness) and rounded.

Imports `core` only.
"""

from fieldpoint.core.likeness.births import compare_births
from fieldpoint.core.likeness.keys import id_digits
from fieldpoint.core.likeness.level import UNLIKE, Likeness, Reason
from fieldpoint.core.likeness.names import compare_names
from fieldpoint.core.likeness.slips import slips
from fieldpoint.core.likeness.words import name_of, phone_word
from fieldpoint.core.people import Person

LIKELY = 6.5
_ID_SLIP, _ID_OTHER = 5.0, -2.0
_PHONE, _OTHER_PHONE = 3.0, -0.5
_PLACE, _OTHER_PLACE = 1.0, -1.0
_OTHER_SEX = -3.0
_ID_LEAST = 7
_Part = tuple[float, tuple[Reason, ...]]


def compare_people(one: Person, other: Person, places: tuple[str, str] = ("", "")) -> Likeness:
    """How alike two people are who live in these neighbourhoods ('' where it is not known), and why."""
    if _has_valid_id(one) and _has_valid_id(other) and one.id_kind == other.id_kind:
        if one.id_value == other.id_value:
            return Likeness(level="certain", reasons=("same-id",), points=100.0)
        return UNLIKE
    names = compare_names(one, other)
    if names.points <= 0:
        return UNLIKE
    parts: tuple[_Part, ...] = (
        (names.points, names.reasons),
        compare_births(one.born_on, other.born_on),
        _compare_ids(one, other),
        _compare_phones(one.phone, other.phone),
        _compare_places(*map(name_of, places)),
        (_OTHER_SEX if one.sex and other.sex and one.sex != other.sex else 0.0, ()),
    )
    points = sum(part[0] for part in parts)
    reasons: dict[Reason, None] = dict.fromkeys(reason for part in parts for reason in part[1])
    return Likeness(level="likely" if points >= LIKELY else "no", reasons=tuple(reasons), points=points)


def _has_valid_id(person: Person) -> bool:
    return bool(person.id_value) and not person.id_flag


def _compare_ids(one: Person, other: Person) -> _Part:
    """A slip is looked for where an ID is not valid, or where nothing proves one."""
    mine, theirs = id_digits(one), id_digits(other)
    if min(len(mine), len(theirs)) < _ID_LEAST or one.id_kind != other.id_kind:
        return 0.0, ()
    return (_ID_SLIP, ("id-one-slip",)) if slips(mine, theirs) <= 1 else (_ID_OTHER, ())


def _compare_phones(one: str | None, other: str | None) -> _Part:
    mine, theirs = phone_word(one), phone_word(other)
    if not mine or not theirs:
        return 0.0, ()
    return (_PHONE, ("same-phone",)) if mine == theirs else (_OTHER_PHONE, ())


def _compare_places(one: str, other: str) -> _Part:
    if not one or not other:
        return 0.0, ()
    return (_PLACE, ("same-neighbourhood",)) if one == other else (_OTHER_PLACE, ())
