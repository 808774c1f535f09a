"""The sheet that cards are cut from: A4, ten cards in the size of a bank card, a name strip beside each.

The name stands on the strip only, so that cards can be sorted and handed over by name and then cut to
an anonymous card. The strips lie at the outer sides, 5 mm from the paper's edge, where printers still
print; the cards touch each other, so nine straight cuts free all ten.

Imports fpdf2, its neighbours in paper and `core`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path

from fpdf import FPDF

from fieldpoint.core.jalali import gregorian_of
from fieldpoint.core.names import Day
from fieldpoint.paper.canvas import Colour, Pen, Place, new_document, persian_digits, write_line
from fieldpoint.paper.card_face import CARD_HEIGHT, CARD_WIDTH, STRIP_WIDTH, TITLE, CardFace, draw_face, draw_strip
from fieldpoint.paper.whole_file import replacing

CARDS_A_SHEET = 10
_ROWS = 5
_LEFT = 19.4  # (210 - 2 x 85.6) / 2
_TOP = 13.5  # (297 - 5 x 54) / 2
_CENTRE = _LEFT + CARD_WIDTH
_END = _CENTRE + CARD_WIDTH
_HAIR = 0.1
_GREY: Colour = (120, 120, 120)
_SHEET = "برگ"
_TRUE_SIZE = "در اندازهٔ واقعی (۱۰۰٪) چاپ شود."
_CUT_NAMES_OFF = "نوار نام پس از تحویل کارت بریده و نابود شود."


def write_card_sheet(path: Path, faces: Iterable[CardFace], *, printed_on: Day) -> int:
    """A PDF of all the cards, in their order from the top right; answers how many there are.

    The file appears whole or not at all, readable by its owner only, for it holds names. Its place is
    proven before the first face is asked for. No face, no file. The same faces and day give the same
    bytes. `Broken` (`file-unwritable`, `asset-missing`).
    """
    with replacing(path) as file:
        pdf = new_document(TITLE)
        pdf.set_creation_date(datetime.combine(gregorian_of(printed_on), time(), UTC))
        day_fa = persian_digits(printed_on.replace("-", "/"))
        cards = 0
        for number, sheet in enumerate(_sheets(faces), start=1):
            _draw_sheet(pdf, sheet, number, day_fa)
            cards += len(sheet)
        if cards:
            pdf.output(file)
    return cards


def _sheets(faces: Iterable[CardFace]) -> Iterator[list[CardFace]]:
    left = iter(faces)
    while sheet := list(islice(left, CARDS_A_SHEET)):
        yield sheet


def _draw_sheet(pdf: FPDF, sheet: list[CardFace], number: int, day_fa: str) -> None:
    pdf.add_page()
    _draw_cut_marks(pdf)
    heading = f"{TITLE} · {_SHEET} {persian_digits(str(number))} · {day_fa}"
    write_line(pdf, heading, Place(_CENTRE + 5, 9.5, CARD_WIDTH - 10), Pen("", 8, _GREY))
    for advice, x in ((_TRUE_SIZE, _CENTRE), (_CUT_NAMES_OFF, _LEFT)):
        write_line(pdf, advice, Place(x + 5, 290, CARD_WIDTH - 10), Pen("", 7.5, _GREY))
    for place, face in enumerate(sheet):
        row, column = divmod(place, 2)
        y = _TOP + row * CARD_HEIGHT
        if column == 0:
            draw_face(pdf, face, _CENTRE, y, day_fa)
            draw_strip(pdf, face, _END, y, "right")
        else:
            draw_face(pdf, face, _LEFT, y, day_fa)
            draw_strip(pdf, face, _LEFT - STRIP_WIDTH, y, "left")


def _draw_cut_marks(pdf: FPDF) -> None:
    """Hair lines where the knife is laid on: outside the cards, and small crosses where four meet."""
    pdf.set_line_width(_HAIR)
    pdf.set_draw_color(0, 0, 0)
    for x in (_LEFT, _CENTRE, _END):
        pdf.line(x, 5.5, x, _TOP - 1.5)
        pdf.line(x, 297 - _TOP + 1.5, x, 297 - 5.5)
    for row in range(_ROWS + 1):
        y = _TOP + row * CARD_HEIGHT
        pdf.line(5, y, _LEFT - 1.5, y)
        pdf.line(_END + 1.5, y, 205, y)
        if 0 < row < _ROWS:
            pdf.line(_CENTRE - 1.5, y, _CENTRE + 1.5, y)
            pdf.line(_CENTRE, y - 1.5, _CENTRE, y + 1.5)
