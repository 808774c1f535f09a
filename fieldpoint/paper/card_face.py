"""One card: its front, its back, and the strip beside it that is cut off a sheet.

On the front: a neutral title, the household's code, the QR, the short code and the day of printing. No
name, no site, no programme: a card that is found says nothing about who lost it. The back asks whoever found it to
bring it back, and is the same on every card. Large print leaves the day out and sets the rest as large as the QR,
which never shrinks, leaves room for. A practice card says so in every way it can (see practice_mark.py).

Imports fpdf2, segno, msgspec, core and its neighbours in paper.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

import msgspec
import segno
from fpdf import FPDF
from fpdf.enums import RenderStyle

from fieldpoint.core.card import show_short
from fieldpoint.paper.canvas import Colour, Pen, Place, persian_digits, write_line
from fieldpoint.paper.practice_mark import VIOLET, WORD, band, hatch

CARD_WIDTH = 85.6
CARD_HEIGHT = 54.0  # CR80 is 53.98
STRIP_WIDTH = 14.4

TITLE = "کارت خانوار"
BLANK = "کارت خام"
RETURN = ("اگر این کارت را یافتید،", "لطفاً به سرای محله بدهید")
_CODE = "کد خانوار"
_PRINTED = "تاریخ چاپ"

_MODULES = 41  # version 6
_MASK = 2
_MODULE = 0.975  # 41 of them are 40 mm: at 1280 x 720 a camera reads it as well as a bare number
_QUIET = 4 * _MODULE
_QR_X = _QUIET + 0.3
_QR_Y = _QUIET
_INK_GAIN = 0.02  # rows overlap by so much, so that no white hair shows between them
_RIGHT = CARD_WIDTH - 5.5
_TEXT_X = _QR_X + _MODULES * _MODULE + _QUIET + 0.8

_GREY: Colour = (95, 95, 95)
_ACCENT: Colour = (15, 94, 89)
_WHITE: Colour = (255, 255, 255)
_TICK: Final = ((17, 34), (27, 44), (47, 21))  # of 64


class CardFace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is printed of a card; `name` and `neighbourhood` stand on the strip only. A blank card has no `code`.

    A `practice` card is of the practice site, and no real desk takes it.
    """

    qr_text: str
    short: str
    code: str
    name: str
    neighbourhood: str
    practice: bool = False


class _Type(NamedTuple):
    """Sizes in points, and where the lines stand (mm from the top)."""

    title: float
    label: float
    code: float
    short: float
    short_y: float
    label_y: float
    code_y: float


_NORMAL: Final = _Type(title=14, label=8, code=22, short=11.5, short_y=51.3, label_y=24.5, code_y=33)
_LARGE: Final = _Type(title=17, label=12, code=34, short=15.5, short_y=51.9, label_y=29, code_y=43)


def draw_face(pdf: FPDF, face: CardFace, corner: tuple[float, float], day_fa: str, *, large: bool = False) -> None:
    """The front of a card, its top left corner at x, y (mm)."""
    x, y = corner
    sizes, grey = _LARGE if large else _NORMAL, VIOLET if face.practice else _GREY
    draw_qr(pdf, face.qr_text, x + _QR_X, y + _QR_Y)
    short = f"{face.short[:4]}   {face.short[4:]}"
    write_line(pdf, short, Place(x + _QR_X, y + sizes.short_y, _MODULES * _MODULE, "C"), Pen("B", sizes.short))
    left, width = x + _TEXT_X, _RIGHT - _TEXT_X
    if face.practice:
        _draw_practice(pdf, x, y)
    else:
        write_line(pdf, TITLE, Place(left, y + 10.2, width), Pen("B", sizes.title, _ACCENT))
        pdf.set_fill_color(*_ACCENT)
        pdf.rect(x + _RIGHT - 12, y + 13.4, 12, 0.6, RenderStyle.F)
    write_line(pdf, _CODE, Place(left, y + sizes.label_y, width), Pen("", sizes.label, grey))
    if face.code:
        write_line(pdf, persian_digits(face.code), Place(left, y + sizes.code_y, width), Pen("B", sizes.code))
    else:  # for a pen, once somebody has the card
        pdf.set_fill_color(*_GREY)
        pdf.rect(left, y + sizes.code_y + 1, width, 0.2, RenderStyle.F)
    if not large:
        write_line(pdf, _PRINTED, Place(left, y + 46.6, width), Pen("", 7, grey))
        write_line(pdf, day_fa, Place(left, y + 51.1, width), Pen("", 8.5, grey))


def draw_back(pdf: FPDF, x: float, y: float, *, large: bool = False, practice: bool = False) -> None:
    """The back of every card: a neutral emblem, and where whoever finds the card may bring it."""
    colour = VIOLET if practice else _ACCENT
    if practice:
        hatch(pdf, (x, y, CARD_WIDTH, CARD_HEIGHT))
        band(pdf, (x, y, CARD_WIDTH, 7.5), 14)
    _draw_emblem(pdf, x + CARD_WIDTH / 2 - 5, y + 9, 10, colour)
    for number, line in enumerate(RETURN):
        place = Place(x + 6, y + (31 + 9.5 * number if large else 30 + 8 * number), CARD_WIDTH - 12, "C")
        write_line(pdf, line, place, Pen("B", 17 if large else 13, colour))


def draw_strip(pdf: FPDF, face: CardFace, x: float, y: float, side: Literal["left", "right"]) -> None:
    """The strip at one side of the sheet, its text along the card's edge, feet towards the card."""
    middle_x, middle_y, width = x + STRIP_WIDTH / 2, y + CARD_HEIGHT / 2, CARD_HEIGHT - 6
    with pdf.rotation(90 if side == "left" else 270, middle_x, middle_y):
        left = middle_x - width / 2
        name = WORD if face.practice else face.name if face.code else BLANK
        write_line(pdf, name, Place(left, middle_y - 0.2, width, "C"), Pen("B", 11))
        code = persian_digits(face.code) if face.code else show_short(face.short)
        note = " · ".join(part for part in (face.neighbourhood, code) if part)
        write_line(pdf, note, Place(left, middle_y + 5, width, "C"), Pen("", 8, _GREY))


def draw_qr(pdf: FPDF, text: str, x: float, y: float) -> None:
    """The QR code of a card's text, its first module at x, y; dark modules side by side are one rectangle.

    All of them are one path of the file: 430 calls of `rect` a card took a third of a sheet's time.
    """
    # make_qr, because make() may choose a Micro QR; no boost, because a higher level has smaller modules.
    # A token is as random as its signature, so no mask is better than another: trying all eight took half the time.
    matrix = segno.make_qr(text, error="m", boost_error=False, mask=_MASK).matrix
    pdf.set_fill_color(0, 0, 0)
    size, points = _MODULE * pdf.k, pdf.k  # the file counts in points, upwards from the lower edge
    left, top, high = x * points, (pdf.h - y) * points, -(_MODULE + _INK_GAIN) * points
    path = [
        f"{left + start * size:.2f} {top - row * size:.2f} {length * size:.2f} {high:.2f} re"
        for row, modules in enumerate(matrix)
        for start, length in dark_runs(modules)
    ]
    pdf._out("\n".join([*path, "f"]))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  fpdf2 has no public way


def dark_runs(modules: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark modules begin in a row, and how many stand side by side."""
    start = None
    for column, dark in enumerate([*modules, 0]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None


def _draw_practice(pdf: FPDF, x: float, y: float) -> None:
    """The side of the front without the code: hatched from edge to edge, the word where a card has its title."""
    left = _QR_X + _MODULES * _MODULE + _QUIET
    hatch(pdf, (x + left, y, CARD_WIDTH - left, CARD_HEIGHT))
    band(pdf, (x + left, y, CARD_WIDTH - left, 15), 24)


def _draw_emblem(pdf: FPDF, x: float, y: float, size: float, colour: Colour) -> None:
    """The page's own icon: a tick on a square. It tells nothing of a family, a shelter or an organisation."""
    pdf.set_fill_color(*colour)
    pdf.rect(x, y, size, size, RenderStyle.F, round_corners=True, corner_radius=size * 0.22)
    pdf.set_draw_color(*_WHITE)
    pdf.set_fill_color(*_WHITE)
    width = size * 0.11
    pdf.set_line_width(width)
    corners = [(x + size * across / 64, y + size * down / 64) for across, down in _TICK]
    pdf.polyline(corners)
    for across, down in corners:
        pdf.ellipse(across - width / 2, down - width / 2, width, width, RenderStyle.F)
