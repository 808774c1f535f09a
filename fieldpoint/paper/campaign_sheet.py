"""A campaign's closing report on Persian A4: its target, what was given where, who was reached, pieces, tents.

Only the report goes in, whose words were frozen with its numbers; so the sheet is the same bytes for ever.

Imports fpdf2, segno, core and its neighbours in paper.
"""

import io
from collections.abc import Iterable, Sequence

import segno
from fpdf import FPDF
from fpdf.enums import RenderStyle

from fieldpoint.core.campaigns.total import CampaignReport, EventTotal
from fieldpoint.core.spoken import in_digits, in_words
from fieldpoint.paper.canvas import Colour, Pen, Place, new_document, write_line

TITLE = "گزارش پایان پویش"
_STANDING = "گزارش پویش (هنوز باز است)"
_LEFT, _RIGHT, _BOTTOM = 18.0, 192.0, 278.0
_WIDE = _RIGHT - _LEFT
_LINE = 8.2
_SPANS = 2  # of the campaign's windows, side by side
_GREY: Colour = (95, 95, 95)
_RULE: Colour = (200, 196, 184)
_ACCENT: Colour = (15, 94, 89)
_GIVEN = (("محل", 30.0), ("طرح", 62.0), ("تعداد", 30.0), ("تحویل", 26.0), ("خانوار و کارت", 26.0))
_EVENTS = (("محل چادر", 44.0), ("روز و ساعت", 50.0), ("شمارش", 80.0))


def campaign_pdf(report: CampaignReport, seal: str) -> bytes:
    """The sheet as a PDF; without a seal it says that the campaign is not closed. The same report, the same bytes."""
    sheet = _Sheet(report, seal)
    sheet.head()
    sheet.numbers()
    sheet.table("تحویل‌ها به تفکیک محل و طرح", _GIVEN, [_given_cells(report, n) for n in range(len(report.given))])
    sheet.table("چادرها و رویدادها", _EVENTS, [_event_cells(one) for one in report.events])
    sheet.foot()
    made = io.BytesIO()
    sheet.pdf.output(made)
    return made.getvalue()


class _Sheet:
    """Writes from above to below, on as many pages as it takes."""

    def __init__(self, report: CampaignReport, seal: str) -> None:
        self.report, self.seal = report, seal
        self.pdf: FPDF = new_document(f"{TITLE}: {report.title}", report.day)
        self.y = 0.0
        self._page()

    def head(self) -> None:
        """What it is a report of, by whom, over which days."""
        report = self.report
        self._write(TITLE if self.seal else _STANDING, Pen("", 11, _GREY))
        self._write(report.title, Pen("B", 22), step=11)
        spans = [f"{in_words(first)} تا {in_words(last)}" for first, last in report.spans]
        for at in range(0, len(spans), _SPANS):
            self._write("، و ".join(spans[at : at + _SPANS]), Pen("", 11))
        self._write(f"{report.by}، {in_words(report.day)}", Pen("", 11, _GREY), step=11)

    def numbers(self) -> None:
        """The sums, each with its word."""
        report = self.report
        told = [
            ("هدف پویش", f"{_number(report.target)} {report.unit}"),
            ("انجام‌شده", f"{_number(report.reached)} {report.unit}"),
            ("خانوارها و کارت‌ها", _number(report.households)),
            ("تحویل‌ها", _number(report.handouts)),
            ("شمارش در چادرها", _number(report.tallied)),
            ("محل‌ها", _number(report.sites)),
        ]
        if report.pieces is not None:
            pieces = report.pieces
            told += [
                ("تکه‌های پازل", _number(pieces.total)),
                ("قول داده شد", _number(pieces.pledged)),
                ("رسید", _number(pieces.arrived)),
                ("تحویل شد", _number(pieces.handed)),
            ]
        for number, (word, value) in enumerate(told):
            column, row = number % 2, number // 2
            x = _LEFT + (_WIDE / 2) * (1 - column)
            baseline = self.y + row * _LINE
            write_line(self.pdf, word, Place(x + 48, baseline, _WIDE / 2 - 48), Pen("", 11, _GREY))
            write_line(self.pdf, value, Place(x, baseline, 46), Pen("B", 12))
        self.y += (len(told) + 1) // 2 * _LINE + 4

    def table(self, title: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> None:
        """Rows under their heads; one sentence where there are none."""
        rows = list(rows)
        self._room(4 * _LINE)
        self._write(title, Pen("B", 13, _ACCENT))
        if not rows:
            self._write("چیزی ثبت نشده است.", Pen("", 11, _GREY), step=12)
            return
        self._row(columns, [name for name, _ in columns], Pen("", 9.5, _GREY))
        for row in rows:
            self._room(_LINE)
            self._row(columns, row, Pen("", 11))
        self.y += 4

    def foot(self) -> None:
        """What was left out for want of room, and the seal with its code."""
        if self.report.more:
            self._write(f"{_number(self.report.more)} ردیف دیگر در جمع‌ها هست و اینجا نیامده است.", Pen("", 10, _GREY))
        if not self.seal:
            return
        self._room(36)
        write_line(self.pdf, "مهر گزارش", Place(_RIGHT - 60, self.y + 6, 60), Pen("", 10, _GREY))
        write_line(self.pdf, self.seal, Place(_RIGHT - 60, self.y + 14, 60), Pen("B", 16))
        self._code(_LEFT, self.y)

    def _code(self, x: float, y: float) -> None:
        """The seal as a QR code, so that whoever holds the paper need not type it."""
        rows = list(segno.make_qr(self.seal, error="m").matrix)
        size = 28 / len(rows)
        self.pdf.set_fill_color(0, 0, 0)
        for down, row in enumerate(rows):
            for along, dark in enumerate(row):
                if dark:
                    self.pdf.rect(x + along * size, y + down * size, size, size, style=RenderStyle.F)

    def _row(self, columns: Sequence[tuple[str, float]], cells: Sequence[str], pen: Pen) -> None:
        right = _RIGHT
        for (_, width), cell in zip(columns, cells, strict=True):
            write_line(self.pdf, cell, Place(right - width + 2, self.y, width - 2), pen)
            right -= width
        self.pdf.set_draw_color(*_RULE)
        self.pdf.set_line_width(0.2)
        self.pdf.line(_LEFT, self.y + 2.6, _RIGHT, self.y + 2.6)
        self.y += _LINE

    def _write(self, text: str, pen: Pen, step: float = _LINE) -> None:
        write_line(self.pdf, text, Place(_LEFT, self.y, _WIDE), pen)
        self.y += step

    def _room(self, needed: float) -> None:
        if self.y + needed > _BOTTOM:
            self._page()

    def _page(self) -> None:
        self.pdf.add_page()
        self.y = 24.0


def _given_cells(report: CampaignReport, number: int) -> Sequence[str]:
    one = report.given[number]
    return one.site, one.title, f"{_number(one.qty)} {one.unit}", _number(one.handouts), _number(one.households)


def _event_cells(one: EventTotal) -> Sequence[str]:
    counted = "، ".join(f"{_number(qty)} {title}" for title, qty in one.counts)
    hours = f"{in_words(one.day)}، {in_digits(one.first)} تا {in_digits(one.last)}"
    return one.place, hours, counted or "بی‌شمارش"


def _number(value: int) -> str:
    return in_digits(f"{value:,}".replace(",", "٬"))
