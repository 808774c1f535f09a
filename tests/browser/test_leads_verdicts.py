"""What the registry says of a site's rows, as the lead reads it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from fieldpoint.core.feed import VerdictBody
from fieldpoint.store.feed.told import set_verdict
from fieldpoint.store.site import Site
from tests.browser.conftest import browser_without_card, join
from tests.live import live_site
from tests.support import make_site

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    """A tablet's browser."""
    with browser_without_card(chromium) as opened:
        yield opened


def tell(site: Site, name: str, body: VerdictBody | None) -> None:
    """The registry's word of it has come."""
    with closing(site.connect()) as connection:
        set_verdict(connection, name, body)


def test_the_lead_reads_what_became_of_rows(tmp_path: Path, browser: Browser) -> None:
    """At first there is nothing, and the page says so; then each kind of word, in sentences and without a code."""
    site = make_site(tmp_path / "site")
    server = live_site(site)
    server.start()
    page = browser.new_page(viewport={"width": 1280, "height": 1100}, locale="fa-IR")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    join(page, server)
    page.locator("#to-lead").click()
    place = page.locator(".panel-verdicts")
    expect(place).to_contain_text("پیامی برای این محل ندارد", timeout=30_000)
    for number in range(3):
        tell(site, f"row/a.{number}", VerdictBody(what="withheld", code="ref_missing", events=[]))
    given_twice = VerdictBody(
        what="case", code="overlap", events=["x"], prog="basket", cycle="1405-09", sites=["s-01", "s-02"]
    )
    tell(site, "case/1", given_twice)
    tell(site, "item/prog/x@1", VerdictBody(what="refused", code="programme-invalid", events=[]))
    tell(site, "row/b.1", VerdictBody(what="withheld", code="a_word_of_a_later_version", events=[]))
    page.locator("#tab-day").click()
    expect(place.locator("li")).to_have_count(4, timeout=30_000)
    expect(place).to_contain_text("یک سهمیه در دو محل تحویل شده")
    expect(place).to_contain_text("منتظر تصمیم مرکز")
    expect(place).to_contain_text("۳ مورد")
    expect(place).to_contain_text("این طرح مرکز اینجا اجرا نمی‌شود")
    expect(place).to_contain_text("از هیچ خانواده‌ای چیزی پس گرفته نمی‌شود")
    words = place.text_content() or ""
    assert not [code for code in ("overlap", "ref_missing", "a_word_of", "programme-invalid") if code in words]
    page.screenshot(path=tmp_path / "verdicts.png", full_page=True)
    place.screenshot(path=tmp_path / "panel.png")
    assert not faults
    page.close()
    server.stop()
