"""A tablet without its site refuses what the site refuses: an old print, a card of an ended key, a stopped card."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from fieldpoint.desk.act import Act
from fieldpoint.desk.card_keys import end_card_key, rotate_card_key
from fieldpoint.desk.replace_card import reprint_card
from fieldpoint.desk.stop_card import suspend_card
from fieldpoint.store.cards import find_card
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.browser.desk import open_desk
from tests.browser.tablet import scan, show, tablet_of, verdict
from tests.support import NOON, add_card, make_household, make_site, token_of

pytestmark = pytest.mark.timeout(180)


def site_of_stopped_cards(folder: Path) -> tuple[Site, dict[str, str]]:
    """A site, and what is read off five cards: of an ended key, an old print, its newer one, paused, and good."""
    site = make_site(folder / "site")
    ended = add_card(site, make_household(code="00601"))
    tokens = {"ended": token_of(site, ended)}
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        rotate_card_key(tx, "lead")
    torn, paused, good = (add_card(site, make_household(code=f"0060{number}")) for number in (2, 3, 4))
    tokens |= {"old": token_of(site, torn), "paused": token_of(site, paused), "good": token_of(site, good)}
    with closing(site.connect()) as connection:
        with transaction_on(connection, NOON) as tx:
            reprint_card(tx, torn.card, Act(operator="lead"))
            suspend_card(tx, paused.card, Act(operator="lead"))
            end_card_key(tx, ended.kid, "compromised", "lead")
        newer = find_card(connection, torn.card)
    assert newer is not None
    return site, tokens | {"newer": token_of(site, newer)}


@pytest.fixture(scope="module")
def away(
    tmp_path_factory: pytest.TempPathFactory, browsers: tuple[Playwright, str]
) -> Iterator[tuple[Page, dict[str, str]]]:
    """A tablet that knew its site and has lost it, and the cards."""
    folder = tmp_path_factory.mktemp("stopped")
    site, tokens = site_of_stopped_cards(folder)
    with open_desk(folder, browsers, site, list(tokens.values())) as desk, tablet_of(desk) as tablet:
        page = tablet.sign_in()
        desk.wifi.drop()
        yield page, tokens
        desk.wifi.mend()


@pytest.mark.parametrize(
    ("card", "sentence", "dated"),
    [
        ("old", "چاپ تازهٔ همین کارت", False),
        ("ended", "چاپ تازهٔ همین کارت", True),
        ("paused", "این کارت فعال نیست", True),
    ],
)
def test_a_stopped_card_is_refused_without_the_site(
    away: tuple[Page, dict[str, str]], card: str, sentence: str, *, dated: bool
) -> None:
    """In the words in which the site refuses it, and with the date where the site said one beforehand."""
    page, tokens = away
    scan(page, tokens[card])
    verdict(page, "refused")
    note = page.locator("#verdict .note")
    expect(note).to_contain_text(sentence)
    assert ("\n" in (note.text_content() or "")) == dated
    expect(page.locator("#hand-out")).to_be_hidden()


@pytest.mark.parametrize("card", ["newer", "good"])
def test_a_good_card_is_served_without_the_site(away: tuple[Page, dict[str, str]], card: str) -> None:
    """The newer print of a torn card, and a card under the newest key."""
    page, tokens = away
    show(page, tokens[card])
