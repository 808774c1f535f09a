"""Hostile QR payloads on a real page: it goes nowhere, shows no dialog, asks nobody but its own site, runs nothing."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Request, expect

from tests.browser.conftest import browser_without_card, come_in, tablet
from tests.server.conftest import start_till
from tests.server.test_hostile_codes import MARK, hostile

COUNT = 5_000
AT_ONCE = 250
# What a scanner types arrives in the field and ends with Enter; a paste and the camera go the same way from there.
TYPE_THEM = """async (texts) => {
    const field = document.querySelector("#short-code");
    for (const text of texts) {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        field.form?.requestSubmit();
        await new Promise((done) => setTimeout(done, 4));
    }
    await new Promise((done) => setTimeout(done, 200));
    return document.querySelectorAll("script, iframe, img[src*='//'], a[href^='javascript']").length;
}"""


@pytest.mark.timeout(600)
def test_hostile_codes_move_nothing_in_the_page(tmp_path: Path, chromium: str) -> None:
    """5,000 of them: the address stays, no dialog, no element, no words of them, no request but to the site."""
    till = start_till(tmp_path)
    try:
        with browser_without_card(chromium) as browser, tablet(browser, tolerated="status of 4") as page:
            come_in(page, till.live)
            address, marks = page.url, page.evaluate(TYPE_THEM, [])
            moved: list[str] = []
            asked: list[Request] = []

            def dismiss(dialog: Dialog) -> None:
                moved.append(dialog.type)
                dialog.dismiss()

            page.on("dialog", dismiss)
            page.on("framenavigated", lambda frame: moved.append(frame.url))
            page.on("popup", lambda popup: moved.append(popup.url))
            page.on("download", lambda download: moved.append(download.url))
            page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  no builtin may be given
            left = islice(hostile(till.token), COUNT)
            while texts := list(islice(left, AT_ONCE)):
                assert page.evaluate(TYPE_THEM, texts) == marks
            assert moved == []
            assert page.url == address
            assert {_place(request.url) for request in asked} <= {till.live.url.replace("127.0.0.1", "localhost")}
            assert not [request.url for request in asked if MARK in request.url]
            assert MARK not in page.locator("body").inner_text()
            expect(page.locator("#short-code")).to_be_visible()
            page.locator("#short-code").fill(till.token)
            page.locator("#short-code").press("Enter")
            expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=30_000)
    finally:
        said = till.live.stop()
    assert MARK not in said


def _place(url: str) -> Any:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
