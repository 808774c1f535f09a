"""A volunteer's shift as it happens, over https with the site's own authority and nothing made easy.

The lead comes in by the terminal's link, takes an operator in and shows the pairing QR; a second tablet reads it, the
operator signs in, a printed card is held before the camera. Then the box is switched off and the tablet dies.
"""

import io
from collections import Counter
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from fieldpoint.core.card import claimed_card
from fieldpoint.core.persian import ascii_digits
from tests.browser.conftest import camera_film, come_in, first_card
from tests.browser.desk import Desk, open_desk, site_of_cards
from tests.browser.tablet import (
    BASKET,
    Tablet,
    choose,
    give_blind,
    held,
    nothing_held,
    ready,
    tablet_of,
    verdict,
    wait_until,
)
from tests.live import fieldpoint

OPERATOR = "زهرا کریمی"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, browsers: tuple[Playwright, str]) -> Iterator[Desk]:
    """A site of four cards that nobody leads yet."""
    folder = tmp_path_factory.mktemp("day")
    with open_desk(folder, browsers, *site_of_cards(folder, 4)) as desk:
        desk.deal()
        yield desk


def test_four_handouts_of_a_shift_are_four_rows(desk: Desk, pdftoppm: str) -> None:
    """One with the site, three without it, a killed browser between: each is in the log once, under one operator."""
    with tablet_of(desk) as office:
        pin, invitation = _prepare(office)
    with tablet_of(desk, f"--use-file-for-fake-video-capture={_film(desk, pdftoppm)}") as tablet:
        page = _join_by(invitation, pin, tablet)
        verdict(page, "due")
        choose(page, BASKET)
        page.locator("#hand-out").click()
        verdict(page, "granted")
        (first,) = desk.rows()
        desk.live.stop()
        others = [token for token in desk.tokens if claimed_card(token) != first.card]
        for token in others:
            give_blind(page, token)
        held(page, "۳")
        tablet.kill()
        tablet.start()
        page = tablet.page()
        held(page, "۳")
        desk.live.start()  # a killed browser may forget its cookie: the tablet's own signature is enough for facts
        wait_until(lambda: len(desk.rows()) == 4, 60)
        nothing_held(page)
    desk.live.stop()
    rows = desk.rows()
    assert Counter(row.card for row in rows) == Counter([first.card, *map(claimed_card, others)])
    assert len({row.id for row in rows}) == 4
    assert [(row.prog, row.given) for row in rows] == [("basket", False)] + [("bread", True)] * 3
    assert [row.tseq for row in rows] == [1, 2, 3, 4]
    assert {(row.op, row.tab) for row in rows} == {(first.op, first.tab)}
    assert "the chain is whole" in fieldpoint("verify", "--data", desk.live.folder)


def _prepare(office: Tablet) -> tuple[str, str]:
    """The first lead comes in; answers a new operator's PIN, and what the pairing QR says."""
    page = office.window()
    come_in(page, office.desk.live, office.desk.wifi.port)
    _go(page, "operators")
    page.locator("#new-name").fill(OPERATOR)
    page.locator("#add").click()
    pin = ascii_digits(page.locator(".pin").text_content() or "").replace(" ", "")
    page.locator(".sheet-pin .first").click()
    page.locator("#back").click()
    _go(page, "tablets")
    page.locator("#add-tablet").click()
    picture = page.locator(".pairing-qr")
    expect(picture).to_be_visible(timeout=15_000)
    with Image.open(io.BytesIO(picture.screenshot())) as shot:
        (found,) = zxingcpp.read_barcodes(shot.convert("L"))
    return pin, found.text


def _go(page: Page, way: str) -> None:
    page.locator("#status .holder").click(timeout=15_000)
    page.locator(f"[data-way={way}]").click()


def _join_by(invitation: str, pin: str, tablet: Tablet) -> Page:
    """The tablet reads the QR, has a name, and the operator signs in."""
    page = tablet.window()
    page.goto(invitation)
    page.locator("#tablet-name").fill("میز دو")
    page.locator("#pair").click()
    page.locator("#name").fill(OPERATOR)
    page.locator("#name").press("Enter")
    expect(page.locator(".pad")).to_be_visible(timeout=30_000)
    page.keyboard.type(pin)
    expect(page.locator("#status .holder")).to_contain_text(OPERATOR, timeout=30_000)
    ready(page, tablet.desk)
    return page


def _film(desk: Desk, pdftoppm: str) -> str:
    """A printed card before the camera for five seconds; then nobody for the rest of the test."""
    sheet = desk.folder / "cards.pdf"
    fieldpoint("cards", "print", "--all", "--out", sheet, "--data", desk.live.folder)
    return str(camera_film(first_card(sheet, desk.folder, pdftoppm), desk.folder / "camera.mjpeg", (150, 2400)))
