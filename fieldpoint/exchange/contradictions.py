"""What a list says that cannot be so: warnings with a count, never refusals.

A child may head a household and a name may be written twice; so everything here comes in, and a human looks
at it later. Imports `core` and its neighbours.
"""

from collections.abc import Iterator, Sequence

from fieldpoint.core.names import Day
from fieldpoint.core.persian import fold, fold_word
from fieldpoint.exchange.roster_row import RosterRow

_YOUNGEST_LIKELY_HEAD = 10
_ELDERLY_FROM = 60
_ADULT_FROM = 18
_PUPILS = range(5, 26)
_OLDEST = 120
_FEMALE_RELATIONS = frozenset(
    map(fold_word, ("خواهر", "مادر", "دختر", "مادربزرگ", "عروس", "زن", "خاله", "عمه", "نوه دختر"))
)
_MALE_RELATIONS = frozenset(map(fold_word, ("برادر", "پدر", "پسر", "پدربزرگ", "داماد", "شوهر", "دایی", "عمو")))
_CHILDREN = frozenset(map(fold_word, ("فرزند", "دختر", "پسر")))
_PARENTS = frozenset(map(fold_word, ("پدر", "مادر")))


def row_contradictions(row: RosterRow, today: Day) -> Iterator[str]:
    """The kinds of what cannot be so about one person."""
    relation = fold_word(row.relation)
    if row.sex == "male" and "زن سرپرست خانوار" in row.tags:
        yield "man-tagged-woman-head"
    if (row.sex == "male" and relation in _FEMALE_RELATIONS) or (row.sex == "female" and relation in _MALE_RELATIONS):
        yield "relation-not-of-sex"
    if row.born_on is None:
        return
    if row.born_on > today:
        yield "born-in-future"
        return
    age = _age(row.born_on, today)
    if age > _OLDEST:
        yield "age-unlikely"
    if row.is_head and age < _YOUNGEST_LIKELY_HEAD:
        yield "head-very-young"
    yield from _tags_against(age, row.tags)


def household_contradictions(rows: Sequence[RosterRow]) -> Iterator[tuple[RosterRow, str]]:
    """The kinds of what cannot be so about one household, each with the row to look at."""
    heads = [row for row in rows if row.is_head]
    if not heads:
        yield rows[0], "head-missing"
    for row in heads[1:]:
        yield row, "several-heads"
    places = {fold(row.neighbourhood) for row in rows if row.neighbourhood}
    if len(places) > 1:
        first = next(fold(row.neighbourhood) for row in rows if row.neighbourhood)
        yield (
            next(row for row in rows if row.neighbourhood and fold(row.neighbourhood) != first),
            "neighbourhoods-differ",
        )
    if heads and heads[0].born_on:
        yield from _generations(heads[0].born_on, rows)


def _age(born_on: Day, today: Day) -> int:
    """Full years, as `age_on` counts them; both days were read before, so their texts are enough."""
    return int(today[:4]) - int(born_on[:4]) - (today[5:] < born_on[5:])


def _tags_against(age: int, tags: tuple[str, ...]) -> Iterator[str]:
    if "سالمند" in tags and age < _ELDERLY_FROM:
        yield "elderly-tag-on-younger"
    if "کودک کار" in tags and age >= _ADULT_FROM:
        yield "child-tag-on-adult"
    if "دانش‌آموز" in tags and age not in _PUPILS:
        yield "pupil-tag-by-age"


def _generations(head_born_on: Day, rows: Sequence[RosterRow]) -> Iterator[tuple[RosterRow, str]]:
    for row in rows:
        relation = fold_word(row.relation)
        if row.born_on is None or row.is_head:
            continue
        if relation in _CHILDREN and row.born_on <= head_born_on:
            yield row, "child-older-than-head"
        if relation in _PARENTS and row.born_on >= head_born_on:
            yield row, "parent-younger-than-head"
