"""A sheet or a report as the file that somebody asked for. Everything heavy is imported when it is asked for."""

from typing import Final, Literal, get_args

from fieldpoint.core.names import Day
from fieldpoint.core.reports.day import DayFacts
from fieldpoint.core.reports.report import Report
from fieldpoint.errors import Code, NotFound

FileForm = Literal["pdf", "csv", "xlsx"]
FORMS: Final[tuple[FileForm, ...]] = get_args(FileForm)


def file_form(text: str) -> FileForm:
    """The form that a text names. `NotFound` (`route-unknown`) for another."""
    for form in FORMS:
        if form == text:
            return form
    raise NotFound(Code.ROUTE_UNKNOWN)


def day_file(facts: DayFacts, form: FileForm) -> bytes:
    """The sheet; a table has a row of HXL tags. `Broken` (`asset-missing`) for a PDF without the fonts."""
    if form == "pdf":
        from fieldpoint.paper.sheets.day_sheet import day_pdf  # noqa: PLC0415

        return day_pdf(facts)
    from fieldpoint.exchange.outgoing.day_table import DAY_TABLE, day_rows  # noqa: PLC0415
    from fieldpoint.exchange.outgoing.forms import FORMS as TABLES  # noqa: PLC0415

    return b"".join(TABLES[form](DAY_TABLE, day_rows(facts), hxl=True))


def report_file(report: Report, last: Day, form: FileForm) -> bytes:
    """The report; `last` is the last day of its period. As `day_file` otherwise."""
    if form == "pdf":
        from fieldpoint.paper.sheets.report_sheet import report_pdf  # noqa: PLC0415

        return report_pdf(report, last)
    from fieldpoint.exchange.outgoing.forms import FORMS as TABLES  # noqa: PLC0415
    from fieldpoint.exchange.outgoing.report_table import REPORT_TABLE, report_rows  # noqa: PLC0415

    return b"".join(TABLES[form](REPORT_TABLE, report_rows(report), hxl=True))
