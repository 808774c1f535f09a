"""The rows of a list that somebody has to mend, as a list of the same columns that can be sent in again.

One column stands before the others and says in words what is wrong; it is not read when the list comes back. The
list is read a second time for it, so nothing of a row had to be kept.

Imports `core` and its neighbours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from typing import Final

from fieldpoint.exchange.import_report import Finding
from fieldpoint.exchange.naming.mapping import Mapping, plain_mapping
from fieldpoint.exchange.outgoing.forms import as_csv
from fieldpoint.exchange.outgoing.table import Table
from fieldpoint.exchange.roster_file import Given
from fieldpoint.exchange.roster_source import open_roster

# What is to be done with a row, for whoever has it before them.
FAULTS: Final[MappingOf[str, str]] = {
    "cells-missing": "ردیف کامل نیست؛ چند خانه کم دارد",
    "cells-surplus": "ردیف خانهٔ اضافه دارد؛ شاید نشانهٔ جداکننده درون متن است",
    "code-missing": "کد خانوار ندارد",
    "code-too-long": "کد خانوار بیش از ۲۴ نویسه است",
    "person-missing": "نام و شناسه ندارد",
    "household-too-large": "شمار اعضای این خانوار باورپذیر نیست",
    "code-of-others": "این کد خانوار از آن خانوار دیگری است",
    "id-invalid": "کد ملی درست نیست",
    "differs-from-register": "در محل به‌گونهٔ دیگری ثبت شده است",
    "changed-here-since": "در محل تغییر کرده یا از خانوار برداشته شده است",
    "moved-here-since": "محلهٔ خانوار در محل تغییر کرده است",
    "review-set-here-since": "تاریخ بازبینی در محل تغییر کرده است",
    "birth-date-unreadable": "تاریخ تولد خوانده نشد",
    "review-date-unreadable": "تاریخ بازبینی خوانده نشد",
    "phone-unreadable": "شمارهٔ تلفن خوانده نشد",
}


def error_rows(given: Given, findings: Iterable[Finding], mapping: Mapping | None = None) -> Iterator[bytes]:
    """The rows as CSV, piece by piece: none, where nothing is to be mended, but the column names."""
    wrong: defaultdict[int, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.kind in FAULTS:
            for line in finding.lines:
                wrong[line].append(FAULTS[finding.kind])
    with open_roster(given, mapping, whole=True) as file:
        had = file.columns.place.get("fault")
        title = plain_mapping().columns["fault"][0]
        names = (title, *_without(file.columns.header, had))
        rows = (("؛ ".join(wrong[line]), *_without(tuple(cells), had)) for line, cells in file.rows() if line in wrong)
        yield from as_csv(Table(keys=names, titles=names, tags=names), rows)


def _without(cells: tuple[str, ...], column: int | None) -> tuple[str, ...]:
    return cells if column is None else cells[:column] + cells[column + 1 :]
