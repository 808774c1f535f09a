"""Lists that leave the registry: counts, and an organisation's own roster. The log has each before a byte has gone.

The roster's columns have the names under which a roster comes in. IDs and their kinds are not among them: an office has
those of its own people, and nobody else is to count by them (design chapter 8).

Imports core, exchange, the store and its neighbours.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from fieldpoint.exchange.outgoing.forms import FORMS
from fieldpoint.exchange.outgoing.people_columns import SEX_WORDS, people_columns
from fieldpoint.exchange.outgoing.table import Cell, table_of
from fieldpoint.registry.counts.look import Titles
from fieldpoint.registry.counts.summed import Counted, Dimension, Line
from fieldpoint.registry.feed.roster import open_household
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import SealedHousehold

Form = Literal["csv", "xlsx"]
_BY: Final[dict[Dimension, tuple[str, str]]] = {
    "district": ("منطقه", "#adm2+name"),
    "sub_district": ("ناحیه", "#adm3+name"),
    "neighbourhood": ("محله", "#loc+neighbourhood"),
    "organisation": ("نهاد", "#org+name"),
    "programme": ("طرح", "#activity+name"),
    "month": ("ماه", "#date+month"),
}
_COUNTS: Final = (
    ("households", "خانوارها", "#reached+households"),
    ("cards", "کارت‌های بی‌نام", "#reached+cards"),
    ("handouts", "تحویل‌ها", "#output+handouts"),
    ("quantity", "تعداد", "#output+quantity"),
    ("few", "بارهای کمتر از ۵ که در جمع نیست", "#meta+suppressed"),
)
_PEOPLE: Final = people_columns(but={"id_kind", "national_id", "note", "review_on"})
_AT_ONCE: Final = 200


def counts_file(counted: Counted, titles: Titles, form: Form, *, hxl: bool) -> Iterator[bytes]:
    """A table of counts as a file: a line each, and one of all together at the end."""
    by = counted.wanted.by
    columns = (("name", *_BY[by]), *_COUNTS)
    rows = [_count(titles.of(by, line.name), line) for line in counted.lines]
    yield from FORMS[form](table_of(columns), [*rows, _count("همه", counted.total)], hxl=hxl)


def names_of(registry: Registry, sites: Sequence[str]) -> list[str]:
    """The names of all households that any of these sites serves, in order."""
    return sorted({name for site in sites for name, _ in registry.store.assigned_to(site)})


def people_of(registry: Registry, names: Sequence[str]) -> list[Sequence[Cell]]:
    """The rows of these households' people."""
    found = registry.store.sealed_households(names)
    return [row for name in names if name in found for row in _people(registry, found[name])]


def people_file(rows: Iterator[Sequence[Cell]], form: Form, *, hxl: bool) -> Iterator[bytes]:
    """Rows of people as a file."""
    yield from FORMS[form](table_of(_PEOPLE), rows, hxl=hxl)


def in_pieces(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """The names in pieces that are read at once."""
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))


def _people(registry: Registry, sealed: SealedHousehold) -> Iterator[Sequence[Cell]]:
    household = open_household(registry, sealed)
    for person in household.members:
        yield (
            household.office,
            household.code,
            household.neighbourhood,
            person.given_name,
            person.family_name,
            person.relation,
            SEX_WORDS.get(person.sex, ""),
            person.born_on,
            person.phone,
            "، ".join(person.tags),
            household.registered_on,
        )


def _count(name: str, line: Line) -> Sequence[Cell]:
    few = line.is_few
    numbers = (line.households, line.cards, line.handouts, line.quantity)
    return (name, *("" if few or number is None else number for number in numbers), line.few or "")
