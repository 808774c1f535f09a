"""The sheet as it comes out of a printer: every QR reads, and the name stands on the strip only."""

import subprocess
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image, ImageChops

from fieldpoint import ids
from fieldpoint.core.card import CardName, card_text, sign_token
from fieldpoint.core.names import Day
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.paper.card_face import CardFace
from fieldpoint.paper.card_sheet import write_card_sheet

SEED = bytes(range(32))
TODAY = Day("1405-09-01")
SHEET_MM = (210.0, 297.0)
CARDS_BOX_MM = (19.4, 13.5, 190.6, 283.5)
CARDS = 23


def make_face(number: int, name: str = "ستایش نوری", code: str = "") -> CardFace:
    """A card with a genuine token."""
    token = sign_token(CardName(card=ids.new_card_id(), kid=7, serial=1), SEED)
    return CardFace(
        qr_text=card_text("KART.FIELDPOINT.TEST", token),
        short="7VGNJJW0",
        code=code or f"{number:05d}",
        name=name,
        neighbourhood="راه‌آهن",
    )


def render(sheet: Path, dpi: int, pdftoppm: str) -> list[Image.Image]:
    """The pages as pictures; the renderer finds nothing to complain about."""
    done = subprocess.run(
        [pdftoppm, "-r", str(dpi), "-gray", "-png", sheet, sheet.with_suffix("")], capture_output=True, check=True
    )
    assert done.stderr == b""
    return [Image.open(page) for page in sorted(sheet.parent.glob(f"{sheet.stem}-*.png"))]


def crop_mm(page: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """A part of a page, in millimetres."""
    scale = page.width / SHEET_MM[0]
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return page.crop((left, top, right, bottom))


def ink(picture: Image.Image) -> int:
    """How many dark points a picture has."""
    return sum(picture.convert("L").histogram()[:128])


@pytest.mark.parametrize("dpi", [150, 300])
def test_every_code_on_the_sheets_reads_as_it_was_signed(tmp_path: Path, pdftoppm: str, dpi: int) -> None:
    """Twenty-three cards on three sheets, found by an independent decoder."""
    faces = [make_face(number) for number in range(1, CARDS + 1)]
    sheet = tmp_path / "cards.pdf"
    assert write_card_sheet(sheet, faces, printed_on=TODAY) == CARDS
    pages = render(sheet, dpi, pdftoppm)
    found = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert len(pages) == 3
    assert sorted(found) == sorted(face.qr_text for face in faces)


@pytest.mark.parametrize(
    "name", ["سیّد محمّد‌رضا " * 8, "Maximilian Oberhausen-Wetterstein " * 3, "x", "", "\u202eنوری\u200f", "ﷺ" * 40]
)
def test_name_stands_on_the_strip_only(tmp_path: Path, pdftoppm: str, name: str) -> None:
    """Whatever the name, the cards themselves look exactly the same."""
    cards = [make_face(number) for number in range(1, 11)]
    pages: list[Image.Image] = []
    for file, printed in (("a.pdf", "ن"), ("b.pdf", name)):
        faces = [msgspec.structs.replace(card, name=printed) for card in cards]
        write_card_sheet(tmp_path / file, faces, printed_on=TODAY)
        pages += render(tmp_path / file, 150, pdftoppm)
    one, other = (crop_mm(page, CARDS_BOX_MM) for page in pages)
    assert ImageChops.difference(one, other).getbbox() is None


def test_both_strips_carry_the_name(tmp_path: Path, pdftoppm: str) -> None:
    """Each of the ten strips, left and right, has ink on it."""
    write_card_sheet(tmp_path / "cards.pdf", [make_face(number) for number in range(1, 11)], printed_on=TODAY)
    (page,) = render(tmp_path / "cards.pdf", 150, pdftoppm)
    for row in range(5):
        top = 13.5 + 54 * row
        for left in (5.5, 191.0):
            assert ink(crop_mm(page, (left, top + 3, left + 13, top + 51))) > 100


def test_long_code_stays_off_the_qr(tmp_path: Path, pdftoppm: str) -> None:
    """A household code of thirty characters shrinks beside the QR, which still reads."""
    face = make_face(1, code="ABC-1234567890-1234567890-12345")
    write_card_sheet(tmp_path / "cards.pdf", [face], printed_on=TODAY)
    (page,) = render(tmp_path / "cards.pdf", 150, pdftoppm)
    (found,) = zxingcpp.read_barcodes(page)
    assert found.text == face.qr_text


def test_sheet_is_private_and_always_the_same(tmp_path: Path) -> None:
    """Readable by its owner only, and the same bytes for the same cards and day."""
    faces = [make_face(number) for number in range(1, 4)]
    for name in ("a.pdf", "b.pdf"):
        write_card_sheet(tmp_path / name, faces, printed_on=TODAY)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_no_card_makes_no_file(tmp_path: Path) -> None:
    """Nothing to print leaves nothing behind."""
    assert write_card_sheet(tmp_path / "cards.pdf", [], printed_on=TODAY) == 0
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A missing folder is one code, and nothing half-written stays."""
    with pytest.raises(FieldpointError) as refused:
        write_card_sheet(tmp_path / "missing" / "cards.pdf", [make_face(1)], printed_on=TODAY)
    assert refused.value.code is Code.FILE_UNWRITABLE
