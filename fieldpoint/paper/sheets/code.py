"""The QR code of a day's seal. Imports fpdf2, segno and the card's runs of modules."""

from typing import Final

import segno
from fpdf import FPDF
from fpdf.enums import RenderStyle

from fieldpoint.paper.card_face import dark_runs

_MASK: Final = 2  # always the same: the text is as random as its hash


def draw_code(pdf: FPDF, text: str, corner: tuple[float, float], size: float) -> None:
    """The code of a text in a square of this size (mm), its quiet edge of four modules within it."""
    matrix = segno.make_qr(text, error="m", boost_error=False, mask=_MASK).matrix
    module = size / (len(matrix) + 8)
    x, y = corner[0] + 4 * module, corner[1] + 4 * module
    pdf.set_fill_color(0, 0, 0)
    for row, modules in enumerate(matrix):
        for start, length in dark_runs(modules):
            pdf.rect(x + start * module, y + row * module, length * module, module + 0.02, RenderStyle.F)
