"""A day's sheet as the file that somebody asked for. Everything heavy is imported when it is asked for."""

from typing import Final, Literal, get_args

from fieldpoint.core.reports.day import DayFacts

FileForm = Literal["pdf", "csv", "xlsx"]
FORMS: Final[tuple[FileForm, ...]] = get_args(FileForm)
MEDIA_TYPES: Final[dict[FileForm, str]] = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def day_file(facts: DayFacts, form: FileForm) -> bytes:
    """The sheet; a table has a row of HXL tags. `Broken` (`asset-missing`) for a PDF without the fonts."""
    if form == "pdf":
        from fieldpoint.paper.sheets.day_sheet import day_pdf  # noqa: PLC0415

        return day_pdf(facts)
    from fieldpoint.exchange.outgoing.day_table import DAY_TABLE, day_rows  # noqa: PLC0415
    from fieldpoint.exchange.outgoing.forms import FORMS as TABLES  # noqa: PLC0415

    return b"".join(TABLES[form](DAY_TABLE, day_rows(facts), hxl=True))
