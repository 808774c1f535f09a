"""axe-core in a real page: what it finds wrong for people who see, hear or move otherwise.

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_...(browser, lang):
        with looked_at(browser, lang) as page:
            page.goto(...)
            assert not barriers(page)

axe-core comes with the page's development parts: `npm ci --prefix static`. Where it is missing the test is skipped,
or fails where every real part must be there.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, Page

Language = Literal["fa", "en"]
Colour = Literal["light", "dark"]

LANGUAGES: Final[list[Language]] = ["fa", "en"]
_LIGHTS: Final[list[Colour]] = ["light", "dark"]
_PLACE = Path(__file__).parents[2] / "static/node_modules/axe-core/axe.min.js"
_LOCALES = {"fa": "fa-IR", "en": "en-GB"}
_RUN = "async (only) => (await axe.run(document, {resultTypes: ['violations'], ...only})).violations"
# All that another light can change.
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@contextmanager
def looked_at(browser: Browser, lang: Language, colour: Colour = "light", **options: Any) -> Generator[Page]:
    """A page of a browser whose owner prefers a language and light or dark; options are those of `new_context`."""
    context = browser.new_context(locale=_LOCALES[lang], color_scheme=colour, **options)
    yield context.new_page()
    context.close()


def barriers(page: Page) -> list[str]:
    """What axe-core finds wrong with a page as it stands, by day and by night: the light, the rule and where."""
    found: list[str] = []
    for light in _LIGHTS:
        page.emulate_media(color_scheme=light, reduced_motion="reduce")
        found += [f"{light}, {one}" for one in violations(page, colours_only=light == "dark")]
    return found


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe-core finds wrong with a page as it stands, every rule on: the rule and where, a line each.

    `colours_only` is for a page that was looked at whole in another light.
    """
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(_RUN, _COLOURS if colours_only else {})
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@cache
def _source() -> str:
    if not _PLACE.is_file():
        sentence = "axe-core is not installed; npm ci --prefix static"
        if os.environ.get("FIELDPOINT_REQUIRE_REAL") == "1":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)
    return _PLACE.read_text(encoding="utf-8")
