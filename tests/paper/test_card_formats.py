"""Every format a card is or was printed in: it scans, and no text ever comes near its QR."""

import json
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from fieldpoint.core.card import Token, parse_card_text, read_token
from fieldpoint.paper.card_face import CardFace
from fieldpoint.paper.card_picture import draw_card, write_card_picture
from fieldpoint.paper.card_sheet import write_card_sheet, write_single_cards
from tests.paper.camera import by_opencv, by_zxing
from tests.paper.test_card_sheet import TODAY, crop_mm, ink, make_face, render

CARDS = Path(__file__).parent.parent / "data" / "cards"
PRINTED: dict[str, Any] = json.loads((CARDS / "printed.json").read_text(encoding="utf-8"))
CR80 = (85.6, 53.98)
QR_WITH_ITS_QUIET_ZONE_MM = (0.3, 0.0, 48.0, 47.7)
LONG = {
    "long": "ABC-1234567890-1234567890-12345",
    "wide": "ＷＷＷＷＷＷＷＷＷＷＷＷＷＷＷＷ",
    "latin": "MMMMMMMMMMMMMMMMMMMMMMMMMMMM",
    "marks": "سیّدُمُحَمَّدٌ" * 4,
    "turned": "\u202e\u2067" + "W" * 40,
    "ligature": "ﷺ" * 12,
    "combining": "Z" + "\u0335\u0301" * 60,
    "none": "",
}


@pytest.mark.parametrize("name", PRINTED["formats"])
def test_every_format_ever_printed_scans(name: str) -> None:
    """As it came out of the printer, by two decoders; and its token is good."""
    picture = Image.open(BytesIO(b64decode(PRINTED["formats"][name]))).convert("L")
    framed = Image.new("L", (picture.width + 80, picture.height + 80), "white")
    framed.paste(picture, (40, 40))
    found = {by_zxing(np.asarray(framed)), by_opencv(np.asarray(framed))}
    assert found == {PRINTED["text"]}
    golden = json.loads((CARDS / "v1.json").read_text(encoding="utf-8"))
    parsed = parse_card_text(PRINTED["text"])
    assert isinstance(parsed, Token)
    keys = {int(kid): bytes.fromhex(public) for kid, public in golden["public_keys"].items()}
    assert read_token(parsed.text, keys).card == golden["cards"][1]["card"]


@pytest.mark.parametrize("large", [False, True])
def test_single_pages_are_fronts_and_backs_of_a_bank_card(tmp_path: Path, pdftoppm: str, *, large: bool) -> None:
    """Two pages a card in the size of CR80; the fronts scan, all backs are alike and have no code."""
    faces = [make_face(number) for number in range(1, 4)]
    pdf = tmp_path / "cards.pdf"
    assert write_single_cards(pdf, faces, printed_on=TODAY, large=large) == 3
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    assert {tuple(round(float(edge) / 72 * 25.4, 2) for edge in box) for box in boxes} == {CR80}
    pages = [np.asarray(page) for page in render(pdf, 150, pdftoppm)]
    assert [by_zxing(page) for page in pages[::2]] == [face.qr_text for face in faces]
    backs = pages[1::2]
    assert {by_zxing(page) for page in backs} == {""}
    assert all((back == backs[0]).all() and (back < 128).sum() > 1_000 for back in backs)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("code", LONG.values(), ids=LONG)
def test_text_never_runs_into_the_qr(tmp_path: Path, pdftoppm: str, code: str, *, large: bool) -> None:
    """Whatever the household's code, not one point of the QR and the white around it is another."""
    fronts: list[Image.Image] = []
    plain = make_face(1, code="1")
    for file, face in (("a.pdf", plain), ("b.pdf", replace(plain, code=code))):
        write_single_cards(tmp_path / file, [face], printed_on=TODAY, large=large)
        front = render(tmp_path / file, 150, pdftoppm)[0]
        scale = front.width / CR80[0]
        left, top, right, bottom = (round(edge * scale) for edge in QR_WITH_ITS_QUIET_ZONE_MM)
        fronts.append(front.crop((left, top, right, bottom)))
    assert ImageChops.difference(*fronts).getbbox() is None
    quiet = [np.asarray(fronts[0])[:20], np.asarray(fronts[0])[:, :20], np.asarray(fronts[0])[-20:]]
    assert all((edge > 250).all() for edge in quiet)


@pytest.mark.parametrize("large", [False, True])
def test_sheet_has_its_backs_behind_it(tmp_path: Path, pdftoppm: str, *, large: bool) -> None:
    """Eleven cards are two sheets and a back page after each, whose ten backs lie where the cards lie."""
    write_card_sheet(tmp_path / "a.pdf", [make_face(n) for n in range(11)], printed_on=TODAY, large=large, backs=True)
    pages = render(tmp_path / "a.pdf", 150, pdftoppm)
    assert len(pages) == 4
    for row in range(5):
        for left in (19.4, 105.0):
            top = 13.5 + 54 * row
            assert ink(crop_mm(pages[1], (left, top, left + 85.6, top + 54))) > 1_000
    assert ink(crop_mm(pages[1], (0, 0, 19, 296))) == 0


def test_blank_card_has_room_for_a_code_and_a_strip_that_says_blank(tmp_path: Path, pdftoppm: str) -> None:
    """No name; a line for a pen where the code stands on others; it scans."""
    face = CardFace(qr_text=make_face(1).qr_text, short="7VGNJJW0", code="", name="", neighbourhood="")
    write_card_sheet(tmp_path / "a.pdf", [face], printed_on=TODAY)
    (page,) = render(tmp_path / "a.pdf", 150, pdftoppm)
    assert by_zxing(np.asarray(page)) == face.qr_text
    assert ink(crop_mm(page, (191.0, 16, 204, 65))) > 100


def test_picture_scans_in_two_decoders(tmp_path: Path) -> None:
    """With its title and without, whole and at a quarter of its size, as a messenger sends it; its file is private."""
    face = make_face(1)
    for titled in (True, False):
        for scale in (1, 2, 4):
            grey = np.asarray(draw_card(face.qr_text, face.short, titled=titled).reduce(scale).convert("L"))
            assert (by_zxing(grey), by_opencv(grey)) == (face.qr_text, face.qr_text)
    write_card_picture(tmp_path / "card.png", face.qr_text, face.short)
    assert (tmp_path / "card.png").stat().st_mode & 0o777 == 0o600
