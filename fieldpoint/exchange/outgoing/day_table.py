"""A day's sheet as one flat table: a row for every programme, item in stock, reason and tablet, its kind named first.

Imports core and its neighbours.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import UnsetType

from fieldpoint.core.reports.day import DayFacts, item_of, name_of
from fieldpoint.core.rounds.count import RoundCount
from fieldpoint.exchange.outgoing.table import Cell, Table, table_of

_COLUMNS: Final = (
    ("day", "روز", "#date+day"),
    ("site", "محل", "#loc+site"),
    ("kind", "نوع", "#meta+kind"),
    ("code", "کد", "#activity+code"),
    ("name", "نام", "#activity+name"),
    ("organisation", "نهاد", "#org+name"),
    ("period", "دوره", "#date+period"),
    ("households", "خانوارها", "#reached+households"),
    ("handed", "تحویل", "#output+handed"),
    ("voided", "لغو", "#output+voided"),
    ("overrides", "با تأیید مسئول", "#output+overrides"),
    ("facts", "پس از کار", "#output+facts"),
    ("refused", "تحویل نشد", "#output+refused"),
    ("opening", "اول روز", "#item+opening"),
    ("received", "رسید", "#item+received"),
    ("out", "خروج", "#item+out"),
    ("difference", "اختلاف", "#item+difference"),
    ("closing", "پایان", "#item+closing"),
    ("counted", "شمارش", "#item+counted"),
    ("count", "شمار", "#meta+count"),
)
DAY_TABLE: Final[Table] = table_of(_COLUMNS)


def day_rows(facts: DayFacts) -> Iterator[Sequence[Cell]]:
    """The rows of a sheet; what a row's kind does not have is empty."""
    for named in (*_lines(facts), *_stock(facts), *_counts(facts), *_work(facts)):
        cells: dict[str, Cell] = {"day": facts.close.day, "site": facts.site, **named}
        yield tuple(cells.get(key) for key in DAY_TABLE.keys)


def _lines(facts: DayFacts) -> Iterator[Mapping[str, Cell]]:
    for one in facts.lines:
        name = name_of(facts.names, one.prog)
        yield {
            "kind": "programme",
            "code": one.prog,
            "name": name.title,
            "organisation": name.organisation,
            "period": one.cycle,
            "households": one.households,
            "handed": one.handed,
            "voided": one.voided,
            "overrides": one.over,
            "facts": one.given,
            "refused": one.refused,
        }


def _stock(facts: DayFacts) -> Iterator[Mapping[str, Cell]]:
    for one in () if isinstance(facts.close.stock, UnsetType) else facts.close.stock:
        yield {
            "kind": "stock",
            "code": one.item,
            "name": item_of(facts.names, one.item),
            "organisation": one.org,
            "handed": one.handed,
            "voided": one.voided,
            "opening": one.opening,
            "received": one.received,
            "out": one.given_on + one.spoiled + one.sent + one.mistaken,
            "difference": one.difference,
            "closing": one.closing,
            "counted": one.counted,
        }


def _counts(facts: DayFacts) -> Iterator[Mapping[str, Cell]]:
    close = facts.close
    found = (("refusal", facts.refused), ("void", facts.voided), ("note", close.flags.items()))
    yield from ({"kind": kind, "code": code, "count": count} for kind, counts in found for code, count in counts)
    yield {"kind": "households", "count": close.households}
    yield {"kind": "unsent", "count": close.unsent}
    for one in close.tablets:
        yield {"kind": "tablet-last", "code": one.tab, "count": one.last}
        yield {"kind": "tablet-missing", "code": one.tab, "count": one.absent}


def _work(facts: DayFacts) -> Iterator[Mapping[str, Cell]]:
    """What was done beside handouts: each step of a service, doors of rounds, rows by their kind."""
    for one in facts.work.services:
        name = "" if one.step == "called" else name_of(facts.names, one.programme).title
        yield {"kind": "service", "code": f"{one.programme}/{one.step}", "name": name, "count": one.count}
    rounds = facts.work.rounds
    if rounds.rounds:
        for what in RoundCount.__struct_fields__:
            yield {"kind": "round", "code": what, "count": getattr(rounds, what)}
    yield from ({"kind": "work", "code": kind, "count": count} for kind, count in facts.work.kinds)
