"""Practice in a real browser: unmistakable on every screen; nothing falls to the real desk nor the other way."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fieldpoint.core.log_rows import decode_row
from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import join, tablet
from tests.browser.register import KEPT, SLOW, Place, place_of, speak

pytestmark = pytest.mark.timeout(180)
SENTENCE = "تمرین است؛ چیزی تحویل ندهید"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("practice")
    with place_of(folder, chromium) as found:
        yield found


def handouts(place: Place) -> int:
    """How many handouts and refusals stand in the real log."""
    with closing(place.live.site.connect(read_only=True)) as connection:
        lines = connection.execute("SELECT line FROM log WHERE type IN ('handout', 'handout.refused')").fetchall()
    return len([decode_row(line) for (line,) in lines])


def begin(page: Page) -> list[str]:
    """The lead begins to practise on this tablet; the short codes of its cards."""
    page.locator("#to-settings").click()
    page.locator("#practice").click(timeout=SLOW)
    expect(page.locator("#practising")).to_have_text(SENTENCE, timeout=SLOW)
    page.locator("#to-settings").click(timeout=SLOW)
    page.locator("#practice-cards").click(timeout=SLOW)
    expect(page.locator(".practice-card .qr")).to_have_count(6, timeout=SLOW)
    return page.locator(".practice-short").all_text_contents()


def end(page: Page) -> None:
    """And ends it."""
    page.locator("#to-settings").click()
    page.locator("#practice").click(timeout=SLOW)
    expect(page.locator("#practising")).to_have_count(0, timeout=SLOW)


def scan(page: Page, code: str) -> None:
    """A short code is typed at the desk."""
    page.locator("#to-desk").click()
    page.locator("#short-code").fill(code)
    page.locator("#short-code").press("Enter")


def test_a_practised_handout_is_written_nowhere_real(place: Place) -> None:
    """A practice card is scanned and given: violet words; the real log and this tablet know nothing."""
    before = handouts(place)
    sent: list[tuple[str, str | None]] = []
    with tablet(place.browser, tolerated="404") as page:
        page.on("request", lambda one: sent.append((one.method, one.headers.get("fieldpoint-practice"))))
        join(page, place.live)
        codes = begin(page)
        scan(page, codes[0])
        expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=SLOW)
        del sent[:]
        page.locator("#hand-out").click(timeout=SLOW)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "practice", timeout=SLOW)
        expect(page.locator("#verdict .sentence")).to_have_text(SENTENCE)
        assert {header for method, header in sent if method == "POST"} == {"1"}
        assert codes[0] not in page.evaluate(KEPT)
        end(page)
        scan(page, codes[0])
        expect(page.locator("#verdict")).to_have_attribute("data-state", "unknown-card", timeout=SLOW)
    assert handouts(place) == before


def test_practice_stays_over_a_reload_and_the_next_hands(place: Place) -> None:
    """Violet after a reload and on the screen where the next person signs in, until the lead ends it."""
    with tablet(place.browser) as page:
        join(page, place.live)
        begin(page)
        page.reload()
        expect(page.locator("#practising")).to_be_visible(timeout=SLOW)
        expect(page.locator("#verdict")).to_be_visible(timeout=SLOW)
        assert page.evaluate("document.documentElement.dataset.practice") == "on"
        end(page)


def test_a_page_of_another_mind_writes_nothing_and_opens_anew(place: Place) -> None:
    """Practice begins beside a page that stands open: its next request is refused, then it is violet."""
    with tablet(place.browser, tolerated="409") as page:
        join(page, place.live)
        other = page.context.new_page()
        other.goto(page.url)
        other.locator("#to-settings").click(timeout=SLOW)
        other.locator("#practice").click(timeout=SLOW)
        expect(other.locator("#practising")).to_be_visible(timeout=SLOW)
        page.bring_to_front()
        scan(page, "ABCD-1234")
        expect(page.locator("#practising")).to_be_visible(timeout=SLOW)
        end(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_practice_is_for_everybody(place: Place, lang: Language) -> None:
    """Nothing is wrong, says axe, with the violet page: settings with cards, and the desk."""
    with looked_at(place.browser, lang, viewport={"width": 1280, "height": 800}) as page:
        speak(page, lang)
        join(page, place.live)
        page.locator("#to-settings").click()
        page.locator("#practice").click(timeout=SLOW)
        expect(page.locator("#practising")).to_be_visible(timeout=SLOW)
        page.locator("#to-settings").click(timeout=SLOW)
        page.locator("#practice-cards").click(timeout=SLOW)
        expect(page.locator(".practice-card").first).to_be_visible(timeout=SLOW)
        assert not barriers(page)
        # The last one: what a test before has handed out on the first is not due on it again.
        scan(page, page.locator(".practice-short").last.text_content() or "")
        expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=SLOW)
        assert not barriers(page)
        end(page)
