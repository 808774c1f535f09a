"""A list leaves the site: what its columns are, its rows as bytes, and the row of the log that says so.

Nothing leaves without the lead.
"""

from collections.abc import Iterator
from typing import Any, Final

from fieldpoint.core.list_rows import Exported, Form, ListExport
from fieldpoint.database import Connection
from fieldpoint.exchange.outgoing.forms import FORMS
from fieldpoint.exchange.outgoing.people_columns import PEOPLE, SEX_WORDS, Column
from fieldpoint.exchange.outgoing.table import Cell, table_of
from fieldpoint.store import log
from fieldpoint.store.lists import outgoing
from fieldpoint.store.transaction import Transaction

_HANDOUTS: Final = (
    ("day", "روز", "#date+day"),
    ("at", "لحظه (UTC)", "#date+instant"),
    ("programme", "طرح", "#activity+code"),
    ("item", "قلم", "#item+code"),
    ("quantity", "تعداد", "#output+quantity"),
    ("desk", "میز", "#loc+desk"),
    ("household_code", "کد خانوار", "#beneficiary+household+code"),
    ("handout", "تحویل", "#meta+id"),
)
_COUNTS: Final = (
    ("day", "روز", "#date+day"),
    ("programme", "طرح", "#activity+code"),
    ("item", "قلم", "#item+code"),
    ("handouts", "تحویل‌ها", "#output+handouts"),
    ("quantity", "تعداد", "#output+quantity"),
    ("households", "خانوارها", "#reached+households"),
)
_COLUMNS: Final[dict[Exported, tuple[Column, ...]]] = {
    "people": PEOPLE,
    "handouts": _HANDOUTS,
    "counts": _COUNTS,
}
_KINDS: Final = {
    "national": "کد ملی", "foreign": "کد فراگیر", "residence": "کارت اقامت", "passport": "گذرنامه", "none": "ندارد",
}  # fmt: skip


def record_export(tx: Transaction, what: Exported, op: str) -> ListExport:
    """The log says that a list leaves, how many rows it has and who wanted it. Does not commit."""
    row = ListExport(**tx.stamp(), what=what, rows=outgoing.count(tx.connection, what), op=op)
    log.append(tx, row)
    return row


def export_bytes(connection: Connection, what: Exported, form: Form, *, hxl: bool = False) -> Iterator[bytes]:
    """The list, piece by piece; `record_export` was committed before."""
    rows = outgoing.rows(connection, what)
    said = map(_person, rows) if what == "people" else rows
    return FORMS[form](table_of(_COLUMNS[what]), said, hxl=hxl)


def _person(row: tuple[Any, ...]) -> tuple[Cell, ...]:
    """A person's row with the words of people for sex and kind of ID."""
    cells: list[Cell] = list(row)
    cells[6], cells[9] = SEX_WORDS.get(str(row[6]), ""), _KINDS.get(str(row[9]), str(row[9]))
    return tuple(cells)
