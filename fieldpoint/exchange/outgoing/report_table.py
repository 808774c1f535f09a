"""A report as one flat table: a row for every line of every part, the part named first.

Imports core and its neighbours.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fieldpoint.core.reports.report import EVERYTHING, Report, ReportLine
from fieldpoint.core.reports.stock import NUMBERS
from fieldpoint.core.suppression import ToldCell
from fieldpoint.exchange.outgoing.table import Cell, Table, table_of

_COLUMNS: Final = (
    ("period", "دوره", "#date+period"),
    ("state", "وضع", "#status"),
    ("part", "بخش", "#meta+part"),
    ("code", "کد", "#meta+code"),
    ("name", "نام", "#meta+name"),
    ("site", "محل", "#loc+site"),
    ("organisation", "نهاد", "#org+name"),
    ("programme", "طرح", "#activity+name"),
    ("neighbourhood", "محله", "#loc+neighbourhood"),
    ("month", "ماه", "#date+month"),
    ("households", "خانوارها", "#reached+households"),
    ("handouts", "تحویل", "#output+handouts"),
    ("pieces", "تعداد", "#output+pieces"),
    ("voided", "لغو", "#output+voided"),
    ("refused", "تحویل نشد", "#output+refused"),
    ("overrides", "با تأیید مسئول", "#output+overrides"),
    ("item", "قلم", "#item+name"),
    ("opening", "اول دوره", "#item+opening"),
    ("received", "رسید", "#item+received"),
    ("arrived", "از محل‌های دیگر", "#item+arrived"),
    ("given_on", "داده‌شده", "#item+given_on"),
    ("spoiled", "خراب", "#item+spoiled"),
    ("sent", "به محل‌های دیگر", "#item+sent"),
    ("mistaken", "رسید اشتباه", "#item+mistaken"),
    ("difference", "اختلاف", "#item+difference"),
    ("elsewhere", "بیرون گزارش", "#item+elsewhere"),
    ("closing", "آخر دوره", "#item+closing"),
)
REPORT_TABLE: Final[Table] = table_of(_COLUMNS)
OTHER_PLACES: Final = "*"


def report_rows(report: Report) -> Iterator[Sequence[Cell]]:
    """The rows of a report; an open day is a row too. «*» stands for all neighbourhoods that are not named.

    Of stock `pieces` are what was handed over: opening + received + arrived - pieces + voided - given_on - spoiled -
    sent - mistaken + difference + elsewhere = closing. Its parts by reason and by programme have their own rows.
    """
    state = "unfinished" if report.unfinished else "finished"
    for named in (*_lines(report), *_stock(report), *_others(report)):
        cells: dict[str, Cell] = {"period": report.period, "state": state, **named}
        yield tuple(cells.get(key) for key in REPORT_TABLE.keys)


def _lines(report: Report) -> Iterator[Mapping[str, Cell]]:
    choice = report.choice
    if choice != EVERYTHING:
        yield {
            "part": "only",
            "site": choice.site,
            "organisation": choice.organisation,
            "programme": choice.programme,
        }
    yield {"part": "total", **_sums(ReportLine(code="", title="", sums=report.total))}
    parts = (
        ("programme", report.by_programme),
        ("organisation", report.by_organisation),
        ("site", report.by_site),
        ("month", report.by_month),
    )
    for part, lines in parts:
        for line in lines:
            own = {part: line.code if part in ("site", "month") else line.title}
            yield {
                "part": part,
                "code": line.code,
                "name": line.title,
                **own,
                **_sums(line, pieces=part == "programme"),
            }


def _sums(line: ReportLine, *, pieces: bool = False) -> Mapping[str, Cell]:
    sums = line.sums
    of_one: dict[str, Cell] = {"pieces": sums.handed, "voided": sums.voided} if pieces else {}
    return {
        "households": sums.households,
        "handouts": sums.handouts,
        "refused": sums.refused,
        "overrides": sums.over,
        **of_one,
    }


def _stock(report: Report) -> Iterator[Mapping[str, Cell]]:
    titles = {one.code: one.title for one in report.by_programme}
    for part, lines in (("stock", report.stock), ("stock-site", report.stock_by_site)):
        for line in lines:
            numbers: dict[str, Cell] = {name: getattr(line, name) for name in (*NUMBERS, "closing")}
            own: dict[str, Cell] = {"code": line.item, "item": line.title, "organisation": line.org, "site": line.site}
            yield {"part": part, **own, **numbers, "pieces": line.handed}
            for why, number in line.reasons:
                yield {"part": f"{part}-difference", **own, "name": why or "first-count", "difference": number}
            for code, number in line.programmes:
                yield {"part": f"{part}-programme", **own, "programme": titles.get(code, code), "pieces": number}
    if report.stock_untold:
        yield {"part": "stock-untold", "name": str(report.stock_untold)}


def _others(report: Report) -> Iterator[Mapping[str, Cell]]:
    for why, count in report.refused:
        yield {"part": "refusal", "code": why, "refused": count}
    for day in report.open_days:
        yield {"part": "open-day", "code": day.day, "site": day.site}
    for cell in report.by_place:
        yield {"part": "neighbourhood", "neighbourhood": _place(cell), "handouts": cell.sums[0]}
    titles = {one.code: one.title for one in report.by_programme}
    for cell in report.places:
        code = cell.line[0]
        yield {
            "part": "neighbourhood-programme",
            "code": code,
            "programme": titles.get(code, code),
            "neighbourhood": _place(cell),
            "handouts": cell.sums[0],
            "pieces": cell.sums[1],
        }


def _place(cell: ToldCell) -> str:
    return OTHER_PLACES if cell.place is None else cell.place
