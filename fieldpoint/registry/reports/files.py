"""A report over sites as a file. Everything heavy is imported when it is asked for.

Imports core, exchange, and of the paper the report's sheet alone.
"""

from typing import Final, Literal, get_args

from fieldpoint.core.names import Day
from fieldpoint.core.reports.report import Report
from fieldpoint.errors import Code, NotFound

FileForm = Literal["pdf", "csv", "xlsx"]
FILE_FORMS: Final[tuple[FileForm, ...]] = get_args(FileForm)


def file_form(text: str) -> FileForm:
    """The form that a text names. `NotFound` (`route-unknown`) for another."""
    for form in FILE_FORMS:
        if form == text:
            return form
    raise NotFound(Code.ROUTE_UNKNOWN)


def report_file(report: Report, last: Day, form: FileForm) -> bytes:
    """The report; `last` is the last day of its period. A table has a row of HXL tags. `Broken` (`asset-missing`)."""
    if form == "pdf":
        from fieldpoint.paper.sheets.report_sheet import report_pdf  # noqa: PLC0415

        return report_pdf(report, last)
    from fieldpoint.exchange.outgoing.forms import FORMS  # noqa: PLC0415
    from fieldpoint.exchange.outgoing.report_table import REPORT_TABLE, report_rows  # noqa: PLC0415

    return b"".join(FORMS[form](REPORT_TABLE, report_rows(report), hxl=True))
