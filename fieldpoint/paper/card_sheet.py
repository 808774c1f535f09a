"""What cards are printed on: sheets of A4 that ten are cut from, or pages of a card's own size for a card printer.

A sheet has ten cards in the size of a bank card, a name strip beside each.

The name stands on the strip only, so that cards can be sorted and handed over by name and then cut to
an anonymous card. The strips lie at the outer sides, 5 mm from the paper's edge, where printers still
print; the cards touch each other, so nine straight cuts free all ten.

Imports fpdf2, its neighbours in paper and `core`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Literal

from fpdf import FPDF

from fieldpoint.core.names import Day
from fieldpoint.paper.canvas import Colour, Pen, Place, day_in_persian, new_document, persian_digits, write_line
from fieldpoint.paper.card_face import (
    CARD_HEIGHT,
    CARD_WIDTH,
    STRIP_WIDTH,
    TITLE,
    CardFace,
    draw_back,
    draw_face,
    draw_strip,
)
from fieldpoint.paper.practice_mark import WORD
from fieldpoint.paper.whole_file import replacing

CARDS_A_SHEET = 10
_ROWS = 5
_CR80_HEIGHT = 53.98
_LEFT = 19.4  # (210 - 2 x 85.6) / 2
_TOP = 13.5  # (297 - 5 x 54) / 2
_CENTRE = _LEFT + CARD_WIDTH
_END = _CENTRE + CARD_WIDTH
_HAIR = 0.1
_GREY: Colour = (120, 120, 120)
_SHEET = "برگ"
_TRUE_SIZE = "در اندازهٔ واقعی (۱۰۰٪) چاپ شود."
_CUT_NAMES_OFF = "نوار نام پس از تحویل کارت بریده و نابود شود."
_BIND_FIRST = "کارت خام با یک بار خواندن به خانوار داده می‌شود."


def write_card_sheet(
    path: Path, faces: Iterable[CardFace], *, printed_on: Day, large: bool = False, backs: bool = False
) -> int:
    """A PDF of all the cards, in their order from the top right; answers how many there are.

    With `backs` every sheet is followed by one for its other side: all backs are alike, so it fits whichever way the
    paper is turned. The file appears whole or not at all, readable by its owner only, for it holds names. Its place
    is proven before the first face is asked for. No face, no file. The same faces and day give the same bytes.
    `Broken` (`file-unwritable`, `asset-missing`).
    """
    with replacing(path) as file:
        pdf = new_document(TITLE, printed_on)
        day_fa = day_in_persian(printed_on)
        cards = 0
        for number, sheet in enumerate(_sheets(faces), start=1):
            _draw_sheet(pdf, sheet, f"{_title(sheet[0])} · {_SHEET} {persian_digits(str(number))} · {day_fa}")
            for face, (x, y, side) in zip(sheet, _places(), strict=False):
                draw_face(pdf, face, (x, y), day_fa, large=large)
                draw_strip(pdf, face, _END if side == "right" else _LEFT - STRIP_WIDTH, y, side)
            if backs:
                _draw_backs(pdf, large=large, practice=sheet[0].practice)
            cards += len(sheet)
        if cards:
            pdf.output(file)
    return cards


def write_single_cards(path: Path, faces: Iterable[CardFace], *, printed_on: Day, large: bool = False) -> int:
    """A PDF for a card printer: two pages of a bank card's size a card, its front and its back; answers how many cards.

    No name stands on it. As `write_card_sheet` otherwise.
    """
    with replacing(path) as file:
        pdf = new_document(TITLE, printed_on, (CARD_WIDTH, _CR80_HEIGHT))
        day_fa, cards = day_in_persian(printed_on), 0
        for cards, face in enumerate(faces, start=1):  # noqa: B007  how many there were
            pdf.add_page()
            draw_face(pdf, face, (0, 0), day_fa, large=large)
            pdf.add_page()
            draw_back(pdf, 0, 0, large=large, practice=face.practice)
        if cards:
            pdf.output(file)
    return cards


def _sheets(faces: Iterable[CardFace]) -> Iterator[list[CardFace]]:
    left = iter(faces)
    while sheet := list(islice(left, CARDS_A_SHEET)):
        yield sheet


def _places() -> Iterator[tuple[float, float, Literal["left", "right"]]]:
    """The ten places, from the top right; at which side of the card its strip lies."""
    for row in range(_ROWS):
        y = _TOP + row * CARD_HEIGHT
        yield _CENTRE, y, "right"
        yield _LEFT, y, "left"


def _draw_sheet(pdf: FPDF, sheet: list[CardFace], heading: str) -> None:
    pdf.add_page()
    _draw_cut_marks(pdf)
    write_line(pdf, heading, Place(_CENTRE + 5, 9.5, CARD_WIDTH - 10), Pen("", 8, _GREY))
    on_names = _CUT_NAMES_OFF if any(face.code for face in sheet) else _BIND_FIRST
    for advice, x in ((_TRUE_SIZE, _CENTRE), (on_names, _LEFT)):
        write_line(pdf, advice, Place(x + 5, 290, CARD_WIDTH - 10), Pen("", 7.5, _GREY))


def _title(face: CardFace) -> str:
    """What the sheet says it is; a site prints its own cards only, so one card says it of all."""
    return f"{WORD} · {TITLE}" if face.practice else TITLE


def _draw_backs(pdf: FPDF, *, large: bool, practice: bool) -> None:
    pdf.add_page()
    for x, y, _ in _places():
        draw_back(pdf, x, y, large=large, practice=practice)


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
