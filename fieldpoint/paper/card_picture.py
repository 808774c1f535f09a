"""A picture of one card, for a family's telephone: a neutral emblem, a title, the QR and the short code.

The QR is the same text at the same level as on paper, with rounded modules. The emblem stands above it: in its
middle, which takes level H, a third more and smaller modules, one of two decoders read 10 of 12 pictures of it, and
of this one 11. Nothing on it says whose card it is. A practice card's is violet and hatched above and below its code.

Imports qrcode, Pillow, its neighbours in paper, `assets` and `core`.
"""

from io import BytesIO
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont, features
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.styledpil import StyledPilImage
from qrcode.image.styles.moduledrawers.pil import RoundedModuleDrawer

from fieldpoint.assets import static_folder, vendor_file
from fieldpoint.core.card import show_short
from fieldpoint.paper.app_icon import draw_icon
from fieldpoint.paper.card_face import TITLE
from fieldpoint.paper.practice_mark import PALE, STRIPE, VIOLET
from fieldpoint.paper.whole_file import replacing

_MODULE = 16  # pixels: an odd size would blur where a messenger halves the picture
_QUIET = 4
_EMBLEM_PX, _EMBLEM_TOP = 88, 36
_TOP, _BOTTOM = 216, 120
_TITLE_PX, _SHORT_PX = 64, 60
_FONT = "vazirmatn/Vazirmatn-Bold.ttf"
_ACCENT = (15, 94, 89)
_STRIPE_PX, _BAND_EDGE_PX, _WORD_PX = 24, 24, 128
# The word for practice with its letters joined and turned already: it must stand there on every machine.
_WORD_JOINED = "\ufee6\ufbfe\ufeae\ufee4\ufe97"


def write_card_picture(path: Path, qr_text: str, short: str, *, practice: bool = False) -> None:
    """A PNG of the card. The same card gives the same pixels where Pillow can join Persian letters.

    The file appears whole or not at all, readable by its owner only. `Broken` (`file-unwritable`,
    `asset-missing`).
    """
    with replacing(path) as file:
        file.write(card_png(qr_text, short, practice=practice))


def card_png(qr_text: str, short: str, *, practice: bool = False) -> bytes:
    """The same picture as bytes. `Broken` (`asset-missing`)."""
    drawn = BytesIO()
    draw_card(qr_text, short, titled=can_shape(), practice=practice).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def can_shape() -> bool:
    """Whether Pillow found the library that joins Persian letters; its wheels look for FriBiDi on the machine."""
    return bool(features.check("raqm"))  # pyright: ignore[reportUnknownMemberType]


def draw_card(qr_text: str, short: str, *, titled: bool, practice: bool = False) -> Image.Image:
    """The picture: the title above the QR, unless it is left out, and the short code below."""
    code = _draw_qr(qr_text)
    picture = Image.new("RGB", (code.width, _TOP + code.height + _BOTTOM), "white")
    if practice:
        return _draw_practice(picture, code, short)
    picture.paste(code, (0, _TOP))
    picture.paste(draw_icon(static_folder() / "icon.svg", _EMBLEM_PX), ((code.width - _EMBLEM_PX) // 2, _EMBLEM_TOP))
    pen = ImageDraw.Draw(picture)
    middle = code.width // 2
    if titled:
        title = ImageFont.truetype(vendor_file(_FONT), _TITLE_PX, layout_engine=ImageFont.Layout.RAQM)
        pen.text((middle, _TOP - 28), TITLE, _ACCENT, title, "mm", direction="rtl", language="fa")
    latin = ImageFont.truetype(vendor_file(_FONT), _SHORT_PX, layout_engine=ImageFont.Layout.BASIC)
    pen.text((middle, picture.height - _BOTTOM), show_short(short), "black", latin, "mm")
    return picture


def _draw_practice(picture: Image.Image, code: Image.Image, short: str) -> Image.Image:
    """The same size, hatched around the code, with the word in place of emblem and title."""
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, picture.width, picture.height), PALE)
    for left in range(-picture.height, picture.width, _STRIPE_PX * 3):
        pen.line((left + picture.height, 0, left, picture.height), STRIPE, _STRIPE_PX)
    picture.paste(code, (0, _TOP))
    pen.rectangle((0, 0, picture.width, _TOP - _BAND_EDGE_PX), VIOLET)
    font = vendor_file(_FONT)
    word = ImageFont.truetype(font, _WORD_PX, layout_engine=ImageFont.Layout.BASIC)
    middle = picture.width // 2
    pen.text((middle, (_TOP - _BAND_EDGE_PX) // 2), _WORD_JOINED, "white", word, "mm")
    latin = ImageFont.truetype(font, _SHORT_PX, layout_engine=ImageFont.Layout.BASIC)
    pen.text((middle, picture.height - _BOTTOM // 2), show_short(short), VIOLET, latin, "mm")
    return picture


def _draw_qr(text: str) -> Image.Image:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=_MODULE, border=_QUIET)
    code.add_data(text, optimize=0)  # in one piece: upper case is one mode, the densest
    styled = code.make_image(image_factory=StyledPilImage, module_drawer=RoundedModuleDrawer())
    return styled.get_image().convert("RGB")
