"""A practice card is unmistakable on every form of paper: violet, hatched, the word; its code reads as any other."""

import subprocess
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageChops

from fieldpoint.cli.terminal_qr import terminal_qr
from fieldpoint.paper.card_face import CardFace
from fieldpoint.paper.card_picture import write_card_picture
from fieldpoint.paper.card_sheet import write_card_sheet, write_single_cards
from fieldpoint.paper.practice_mark import STRIPE, VIOLET
from tests.paper.test_card_sheet import TODAY, make_face

CODE = "تمرین-006"


def practice(number: int) -> CardFace:
    """A practice household's card."""
    return msgspec.structs.replace(make_face(number), practice=True, code=CODE)


def in_colour(pdf: Path, pdftoppm: str) -> list[Image.Image]:
    """The pages as they come out of a printer that has colours."""
    subprocess.run([pdftoppm, "-r", "150", "-png", pdf, pdf.with_suffix("")], check=True)
    return [Image.open(page).convert("RGB") for page in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def share(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """How much of a picture has very nearly this colour."""
    near = ImageChops.difference(picture, Image.new("RGB", picture.size, colour))
    worst = ImageChops.lighter(ImageChops.lighter(near.getchannel(0), near.getchannel(1)), near.getchannel(2))
    return sum(worst.histogram()[:6]) / (picture.width * picture.height)


@pytest.mark.parametrize("large", [False, True])
def test_sheet_and_card_printer_mark_practice_and_nothing_else(tmp_path: Path, pdftoppm: str, large: bool) -> None:  # noqa: FBT001  a pytest parameter
    """Front and back of both forms are violet and striped; a real card has neither, and all codes read."""
    for made, face in (("practice", practice(1)), ("real", make_face(1))):
        sheet, single = tmp_path / f"{made}-sheet.pdf", tmp_path / f"{made}-single.pdf"
        write_card_sheet(sheet, [face] * 10, printed_on=TODAY, large=large, backs=True)
        write_single_cards(single, [face], printed_on=TODAY, large=large)
        pages = in_colour(sheet, pdftoppm) + in_colour(single, pdftoppm)
        assert len(pages) == 4
        for page in pages:
            assert (share(page, VIOLET) > 0.05) is (made == "practice")
            assert (share(page, STRIPE) > 0.1) is (made == "practice")
        found = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
        assert found == [face.qr_text] * 11


def test_every_card_of_a_sheet_is_striped_alike(tmp_path: Path, pdftoppm: str) -> None:
    """The tenth as the first: the file keeps no colour of the card before."""
    write_card_sheet(tmp_path / "sheet.pdf", [practice(1)] * 10, printed_on=TODAY)
    (page,) = in_colour(tmp_path / "sheet.pdf", pdftoppm)
    scale = page.width / 210
    sides = [(19.4 + 85.6 * column + 50, 13.5 + 54 * row + 16) for row in range(5) for column in range(2)]
    boxes = [(x * scale, y * scale, (x + 33) * scale, (y + 36) * scale) for x, y in sides]
    shares = [share(page.crop(box), STRIPE) for box in boxes]
    assert min(shares) > 0.25
    assert max(shares) - min(shares) < 0.03


def test_picture_marks_practice(tmp_path: Path) -> None:
    """Violet above, stripes below, the code as it was; a real card's picture has no violet at all."""
    for name, face in (("practice", practice(1)), ("real", make_face(1))):
        write_card_picture(tmp_path / f"{name}.png", face.qr_text, face.short, practice=face.practice)
        picture = Image.open(tmp_path / f"{name}.png")
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == face.qr_text
        assert (share(picture, VIOLET) > 0.05) is face.practice
        assert (share(picture, STRIPE) > 0.02) is face.practice


def test_terminal_marks_practice() -> None:
    """The word stands above and below the code; a real card has it nowhere."""
    lines = terminal_qr(make_face(1).qr_text, practice=True).splitlines()
    assert "تمرین" in lines[0]
    assert "تمرین" in lines[-1]
    assert "تمرین" not in terminal_qr(make_face(1).qr_text)
