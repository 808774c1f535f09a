"""Persian text on a PDF page: one font in two weights, shaped, kept inside a width.

Imports fpdf2, assets and core.
"""

import unicodedata
from datetime import UTC, datetime, time
from typing import Literal, NamedTuple, cast
from weakref import WeakKeyDictionary

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from fieldpoint.assets import vendor_file
from fieldpoint.core.jalali import gregorian_of
from fieldpoint.core.names import Day

Align = Literal["L", "C", "R"]
Weight = Literal["", "B"]
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
A4 = (210.0, 297.0)

_FAMILY = "vazirmatn"
_FONTS: dict[Weight, str] = {"": "vazirmatn/Vazirmatn-Regular.ttf", "B": "vazirmatn/Vazirmatn-Bold.ttf"}
_SMALLEST_PT = 6.0
_FITTED: dict[tuple[str, str, float, float], tuple[str, float]] = {}
_MOST_FITTED = 200
_MOST_SIGNS = 120  # no line of a card is longer at its smallest size
_ZWNJ = "\u200c"
_ALEF_TANWIN, _KEPT = "اً", "\ue000"  # a sign that no text has, for the while
_STAYS = _ZWNJ + _KEPT
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


class Pen(NamedTuple):
    """Weight, size in points and colour of a text."""

    weight: Weight
    size_pt: float
    colour: Colour = BLACK


class Place(NamedTuple):
    """Where a line of text stands, in millimetres from the top left corner, and how wide it may be."""

    x: float
    baseline: float
    width: float
    align: Align = "R"


_WRITTEN: WeakKeyDictionary[FPDF, dict[tuple[str, float, Align, Pen], tuple[float, float, bytes]]] = WeakKeyDictionary()
_MOST_WRITTEN = 64  # of a document: what the first cards have in common is among them


def new_document(title: str, made_on: Day, page: tuple[float, float] = A4) -> FPDF:
    """An empty document in millimetres, its fonts loaded; the same day gives the same bytes.

    `Broken` (`asset-missing`) without the fonts.
    """
    pdf = FPDF(unit="mm", format=page)
    pdf.set_creation_date(datetime.combine(gregorian_of(made_on), time(), UTC))
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(title)
    pdf.set_lang("fa")
    # A card printed at 96 % does not fit its holder, and its QR code is smaller.
    pdf.viewer_preferences = ViewerPreferences(print_scaling="None")
    for weight, name in _FONTS.items():
        pdf.add_font(_FAMILY, style=weight, fname=vendor_file(name))
    return pdf


def write_line(pdf: FPDF, text: str, place: Place, pen: Pen) -> None:
    """One line at its place: a longer one shrinks to 6 points, then ends in an ellipsis.

    What stands on every card is shaped once a document and shown again elsewhere: half of a sheet's time was that.
    """
    written = _WRITTEN.setdefault(pdf, {})
    key = (text, place.width, place.align, pen)
    if key in written:
        _write_again(pdf, written[key], place, pen)
        return
    page = cast("bytearray | None", pdf.pages[pdf.page].contents)
    begun = len(page or b"")
    _write(pdf, text, place, pen)
    if page is not None and len(written) < _MOST_WRITTEN:
        written[key] = (place.x, place.baseline, bytes(page[begun:]).strip())


def _write_again(pdf: FPDF, written: tuple[float, float, bytes], place: Place, pen: Pen) -> None:
    """A line that was written in this document, at another place; its page may have no other line in this font."""
    across, down, drawn = written
    pdf.set_font(_FAMILY, pen.weight, pen.size_pt)
    font = pdf.current_font
    x, y = (place.x - across) * pdf.k, (down - place.baseline) * pdf.k  # the file counts upwards
    if font is not None:  # fpdf2 has no public way to either
        pdf._set_font_for_page(font, pen.size_pt)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    pdf._out(b"q 1 0 0 1 %.2f %.2f cm\n%s\nQ" % (x, y, drawn))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    pdf.current_font_is_set_on_page = False


def _write(pdf: FPDF, text: str, place: Place, pen: Pen) -> None:
    pdf.set_font(_FAMILY, pen.weight, pen.size_pt)
    pdf.set_text_color(*pen.colour)
    shown = _known_signs(pdf, printable(text)[:_MOST_SIGNS])
    pdf.set_text_shaping(direction=_direction(shown), script="arab", language="fa")
    shown = _fit_once(pdf, shown, place.width, pen)
    size = pdf.font_size  # fpdf2 sets the baseline 0.8 of it below the top of a cell of this height
    with pdf.rect_clip(place.x, place.baseline - 1.1 * size, place.width, 1.7 * size):
        # Not set_xy: it takes a negative x, which a turned strip has, from the other edge of the paper.
        pdf.x, pdf.y = place.x, place.baseline - 0.8 * size
        pdf.cell(w=place.width, h=size, text=shown, align=place.align)
    # The clip's end takes the font back in the file, which fpdf2 does not notice: the same font twice in a row
    # would be missing the second time.
    pdf.current_font_is_set_on_page = False


def printable(text: str) -> str:
    """The text on one line, without marks: a diacritic inside a word breaks the joining of its letters.

    Signs that turn the direction of writing go too; the joint without a space (ZWNJ) stays, and so does the tanwin of
    an alef («لطفاً»), behind which nothing joins.
    """
    whole = " ".join(unicodedata.normalize("NFC", text).split()).replace(_ALEF_TANWIN, _KEPT)
    bare = "".join(char for char in whole if char in _STAYS or unicodedata.category(char)[0] not in "MC")
    return bare.replace(_KEPT, _ALEF_TANWIN)


def day_in_persian(day: Day) -> str:
    """A Jalali day as it is printed: ۱۴۰۵/۰۹/۰۱."""
    return persian_digits(day.replace("-", "/"))


def persian_digits(text: str) -> str:
    """The text with its Latin digits as Persian ones."""
    return text.translate(_PERSIAN_DIGITS)


def _known_signs(pdf: FPDF, text: str) -> str:
    """Signs that the font lacks would be boxes on the paper and, by their names, lines in a log."""
    font = pdf.current_font
    return "".join(char for char in text if isinstance(font, TTFFont) and ord(char) in font.cmap)


def _direction(text: str) -> Literal["ltr", "rtl"]:
    """A text without Persian letters runs to the right, else «12-A» would be printed as «A-12»."""
    return "rtl" if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text) else "ltr"


def _fit_once(pdf: FPDF, text: str, width: float, pen: Pen) -> str:
    """As `_fit`, but what stands on every card is measured once: that is half of writing it."""
    key = (text, pen.weight, pen.size_pt, width)
    if key not in _FITTED:
        fitting = _fit(pdf, text, width), pdf.font_size_pt
        if len(_FITTED) >= _MOST_FITTED:
            return fitting[0]
        _FITTED[key] = fitting
    shown, size_pt = _FITTED[key]
    pdf.set_font_size(size_pt)
    return shown


def _fit(pdf: FPDF, text: str, width: float) -> str:
    wide = pdf.get_string_width(text)
    if wide <= width:
        return text
    # A hair smaller than it would be: what just fits is a hair too wide by rounding, and would lose its end.
    pdf.set_font_size(max(_SMALLEST_PT, pdf.font_size_pt * width / wide * 0.998))
    shorter = text
    while pdf.get_string_width(text) > width and shorter:
        shorter = shorter[:-1].rstrip()
        text = shorter + "…"
    return text
