"""What makes a practice card unmistakable on paper: violet, hatched, and the word for practice.

Nobody in a hurry reads a small word, and nobody sees a colour on a black printer, so a practice card has all three. The
code and its quiet zone stay white: a lesson begins with a scan.

Imports fpdf2 and its neighbour in paper.
"""

from typing import Final

from fpdf import FPDF
from fpdf.enums import RenderStyle

from fieldpoint.paper.canvas import Colour, Pen, Place, write_line

WORD: Final = "تمرین"
VIOLET: Final[Colour] = (91, 33, 182)
PALE: Final[Colour] = (236, 228, 251)
STRIPE: Final[Colour] = (205, 186, 242)
_WHITE: Final[Colour] = (255, 255, 255)
_STEP, _THICK = 4.0, 1.4  # mm between stripes, and how thick one is

Box = tuple[float, float, float, float]


def hatch(pdf: FPDF, box: Box) -> None:
    """Pale violet with slanting stripes; x, y, width and height in millimetres."""
    x, y, width, height = box
    # The clip's end takes colours and widths back in the file; the context takes them back in fpdf2's mind too.
    with pdf.local_context(), pdf.rect_clip(x, y, width, height):
        pdf.set_fill_color(*PALE)
        pdf.rect(x, y, width, height, RenderStyle.F)
        pdf.set_draw_color(*STRIPE)
        pdf.set_line_width(_THICK)
        for number in range(1, int((width + height) / _STEP) + 2):
            pdf.line(x + number * _STEP, y, x + number * _STEP - height, y + height)


def band(pdf: FPDF, box: Box, size_pt: float) -> None:
    """The word on solid violet, as large as is said."""
    x, y, width, height = box
    pdf.set_fill_color(*VIOLET)
    pdf.rect(x, y, width, height, RenderStyle.F)
    middle = y + height / 2 + size_pt * 0.12  # the word has no descender but its last letter's
    write_line(pdf, WORD, Place(x + 1, middle, width - 2, "C"), Pen("B", size_pt, _WHITE))
