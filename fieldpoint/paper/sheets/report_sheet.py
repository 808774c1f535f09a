"""The report of a month or a quarter as a PDF: tables and bars, over one site or many.

A report that is not finished says so in its heading and names the days that are missing. The same report has the same
bytes: the file's date is the period's last day.

Imports fpdf2, core, the canvas and its neighbours.
"""

from collections.abc import Sequence
from typing import Final

from fieldpoint.core.names import Day
from fieldpoint.core.reports.report import Report, ReportLine, Sums
from fieldpoint.core.spoken import grouped, in_name, in_words
from fieldpoint.core.suppression import ToldCell
from fieldpoint.paper.canvas import Pen, new_document
from fieldpoint.paper.sheets.bars import draw_bars
from fieldpoint.paper.sheets.page import AMBER, GREY, Column, Sheet, mark, room_of
from fieldpoint.paper.sheets.report_stock import draw_stock
from fieldpoint.paper.sheets.words import NO_ORGANISATION, REASONS

UNFINISHED: Final = "ناتمام"
OTHERS: Final = "محله‌های دیگر، با هم"
UNKNOWN_PLACE: Final = "محلهٔ نامعلوم"
_NAME: Final = Column(title="نام", width=72, align="R")
_PIECES: Final = (Column(title="تعداد", width=22), Column(title="لغو", width=16))
_MOST_OPEN: Final = 12
_MONTHS: Final = "ماه‌ها"


def report_pdf(report: Report, last: Day, title: str = "گزارش") -> bytes:
    """The report; `last` is its period's last day. `Broken` (`asset-missing`)."""
    whole = f"{title} {report.title}"
    pdf = new_document(whole, last)
    sheet = Sheet(pdf, whole)
    _heading(sheet, report, whole)
    if not report.days:
        sheet.y += 6
        sheet.line("در این دوره روزی بسته نشده است.", Pen("", 10, GREY))
        return bytes(pdf.output())
    _part(sheet, "طرح‌ها", report.by_programme, pieces=True)
    _part(sheet, "نهادها", [_named(one, NO_ORGANISATION) for one in report.by_organisation])
    if len(report.by_site) > 1:
        _part(sheet, "محل‌های توزیع", report.by_site)
    if len(report.by_month) > 1:
        _part(sheet, _MONTHS, report.by_month)
    draw_stock(sheet, report)
    _refused(sheet, report)
    _places(sheet, report)
    return bytes(pdf.output())


def _heading(sheet: Sheet, report: Report, title: str) -> None:
    sheet.line(title, Pen("B", 19), height=11)
    if only := _only(report):
        sheet.line(f"تنها {only}", Pen("B", 11), height=7)
    sites = "، ".join(report.sites) if len(report.sites) <= 6 else f"{grouped(len(report.sites))} محل"  # noqa: PLR2004
    where = f"محل: {sites}، " if sites else ""
    sheet.line(f"{where}روزهای بسته‌شده: {grouped(report.days)}", Pen("", 10), height=6.5)
    if report.unfinished:
        sheet.line(UNFINISHED, Pen("B", 14, AMBER), height=8)
        if not report.over:
            sheet.line("این دوره هنوز به پایان نرسیده است.", Pen("", 9.5, AMBER))
        for one in report.open_days[:_MOST_OPEN]:
            why = "ردیف‌هایش هنوز نرسیده" if one.closed else "هنوز بسته نشده"
            sheet.line(f"{in_words(one.day)} {why} و در این گزارش نیست، محل {one.site}", Pen("", 9.5, AMBER))
        if len(report.open_days) > _MOST_OPEN:
            sheet.line(f"و {grouped(len(report.open_days) - _MOST_OPEN)} روز دیگر", Pen("", 9.5, AMBER))
    total = report.total
    figures = (("خانوار", total.households), ("تحویل", total.handouts), ("تحویل نشد", total.refused))
    said = "، ".join(f"{name}: {grouped(number)}" for name, number in (*figures, ("با تأیید", total.over)))
    sheet.line(said, Pen("B", 11), height=8)


def _only(report: Report) -> str:
    """Of what alone the report is, in words."""
    choice = report.choice
    title = next((one.title for one in report.by_programme if one.code == choice.programme), choice.programme)
    named = f"نهاد {choice.organisation}" if choice.organisation else NO_ORGANISATION
    owner = "" if choice.organisation is None else named
    parts = (f"محل {choice.site}" if choice.site else "", owner, f"طرح {in_name(title)}" if choice.programme else "")
    return "، ".join(filter(None, parts))


def _part(sheet: Sheet, title: str, lines: Sequence[ReportLine], *, pieces: bool = False) -> None:
    sheet.section(title, room_of(lines))
    if not lines:
        sheet.line("در این دوره چیزی تحویل نشد.", Pen("", 9.5, GREY))
        return
    rows = [(in_name(one.title), *_numbers(one.sums, pieces=pieces)) for one in lines]
    sheet.table(_columns(pieces=pieces), rows)
    if pieces:
        note = "تعداد به واحد هر طرح است. خانواری که از چند طرح گرفته، در جمع یک بار شمرده شده است."
        sheet.line(note, Pen("", 7.5, GREY))
    if len(lines) > 1:
        bars = [(one.title, one.sums.handouts) for one in lines]
        in_order = title == _MONTHS
        draw_bars(sheet, f"تحویل‌ها به تفکیک {title}", bars if in_order else sorted(bars, key=lambda one: -one[1]))


def _columns(*, pieces: bool) -> tuple[Column, ...]:
    rest = (Column(title="تحویل نشد", width=20), Column(title="با تأیید", width=18))
    first = (_NAME, Column(title="خانوار", width=17), Column(title="تحویل", width=17))
    return (*first, *(_PIECES if pieces else ()), *rest)


def _numbers(sums: Sums, *, pieces: bool) -> tuple[str, ...]:
    middle = (sums.handed, sums.voided) if pieces else ()
    return tuple(map(mark, (sums.households, sums.handouts, *middle, sums.refused, sums.over)))


def _refused(sheet: Sheet, report: Report) -> None:
    if report.refused:
        sheet.section("تحویل نشد، به تفکیک دلیل", room_of(report.refused))
        columns = (Column(title="شرح", width=100, align="R"), Column(title="شمار", width=24))
        sheet.table(columns, [(REASONS.get(why, why), grouped(count)) for why, count in report.refused])


def _places(sheet: Sheet, report: Report) -> None:
    sheet.section("محله‌ها", room_of(report.by_place))
    if report.unfinished:
        sheet.line("شمارش محله‌ها پس از پایان دوره گفته می‌شود.", Pen("", 9.5, GREY))
        return
    if not report.by_place:
        sheet.line("در این دوره چیزی تحویل نشد.", Pen("", 9.5, GREY))
        return
    columns = (Column(title="محله", width=100, align="R"), Column(title="تحویل، دست‌کم", width=30))
    sheet.table(columns, [(place_name(one), grouped(one.sums[0])) for one in report.by_place])
    bars = [(place_name(one), one.sums[0]) for one in report.by_place if one.place is not None]
    for note in _NOTES:
        sheet.line(note, Pen("", 7.5, GREY))
    if len(bars) > 1:
        draw_bars(sheet, "تحویل‌ها به تفکیک محله", sorted(bars, key=lambda one: -one[1]))
    _programmes_by_place(sheet, report)


def _programmes_by_place(sheet: Sheet, report: Report) -> None:
    """Of the programmes that can tell of a neighbourhood at all."""
    titles = {one.code: one.title for one in report.by_programme}
    telling = {one.line for one in report.places if one.place is not None}
    if not telling:
        return
    sheet.section("محله‌ها، طرح به طرح")
    columns = (
        Column(title="طرح", width=66, align="R"),
        Column(title="محله", width=60, align="R"),
        Column(title="تحویل", width=24),
        Column(title="تعداد", width=24),
    )
    rows = [
        (in_name(titles.get(one.line[0], one.line[0])), place_name(one), *map(grouped, one.sums))
        for one in report.places
        if one.line in telling
    ]
    sheet.table(columns, rows, groups=True)


def place_name(cell: ToldCell) -> str:
    """What a neighbourhood is called; those that are hidden are one."""
    return OTHERS if cell.place is None else in_name(cell.place) or UNKNOWN_PLACE


def _named(line: ReportLine, without: str) -> ReportLine:
    return line if line.title else ReportLine(code=line.code, title=without, sums=line.sums)


_NOTES: Final = (
    "شمار کمتر از پنج خانوار نوشته نمی‌شود و با چند محلهٔ دیگر در «محله‌های دیگر» آمده است.",
    "پس عدد هر محله دست‌کم است؛ جمع همه درست است. تحویل‌هایی که لغو شده‌اند در شمار محله‌ها نیست.",
)
