"""A tablet without its site refuses what the site refuses: an old print, a card of an ended key, a stopped card."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from fieldpoint.desk.act import Act
from fieldpoint.desk.card_keys import end_card_key, rotate_card_key
from fieldpoint.desk.issue_card import issue_blank_card
from fieldpoint.desk.register.practice_site import practice_cards, practice_site
from fieldpoint.desk.replace_card import reissue_card, reprint_card
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.store.card_keys import public_card_keys
from fieldpoint.store.cards import find_card
from fieldpoint.store.identity import card_key
from fieldpoint.store.register.practising import keep_practice_keys
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on
from tests.browser.desk import open_desk
from tests.browser.tablet import scan, show, tablet_of, verdict
from tests.support import NOON, add_card, make_household, make_site, token_of

pytestmark = pytest.mark.timeout(180)


def site_of_stopped_cards(folder: Path) -> tuple[Site, dict[str, str]]:
    """A site, and what is read off cards: of each way to be refused, and of two that are good."""
    site = make_site(folder / "site")
    ended = add_card(site, make_household(code="00601"))
    tokens = {"ended": token_of(site, ended)}
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        rotate_card_key(tx, "lead")
    names = ("old", "paused", "good", "lost", "replaced")
    made = {name: add_card(site, make_household(code=f"0061{place}")) for place, name in enumerate(names)}
    torn, paused = made["old"], made["paused"]
    tokens |= {name: token_of(site, row) for name, row in made.items()} | {"practice": practice_token(site)}
    with closing(site.connect()) as connection:
        with transaction_on(connection, NOON) as tx:
            tokens["blank"] = token_of(site, issue_blank_card(tx, card_key(connection).kid))
            revoke_card(tx, made["lost"].card, Act(operator="lead"), why="lost")
            reissue_card(tx, made["replaced"].card, Act(operator="lead"))
            reprint_card(tx, torn.card, Act(operator="lead"))
            suspend_card(tx, paused.card, Act(operator="lead"))
            end_card_key(tx, ended.kid, "compromised", "lead")
        newer = find_card(connection, torn.card)
    assert newer is not None
    return site, tokens | {"newer": token_of(site, newer)}


def practice_token(site: Site) -> str:
    """What is read off a practice card that the site knows as one."""
    practice = practice_site(site.folder, site.facts)
    with closing(practice.connect(read_only=True)) as connection:
        keys = public_card_keys(connection)
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        keep_practice_keys(tx, keys)
    return practice_cards(practice)[0].text.rpartition("/")[2]


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
    ("card", "sentence"),
    [
        ("old", "چاپ تازهٔ همین کارت"),
        ("ended", "چاپ تازهٔ همین کارت"),
        ("paused", "کارت موقتاً غیرفعال است"),
        ("lost", "این کارت فعال نیست"),
        ("replaced", "این کارت فعال نیست"),
    ],
)
def test_a_stopped_card_is_refused_without_the_site(
    away: tuple[Page, dict[str, str]], card: str, sentence: str
) -> None:
    """In the words in which the site refuses it, and with the date, which the site said beforehand."""
    page, tokens = away
    scan(page, tokens[card])
    verdict(page, "refused")
    note = page.locator("#verdict .note")
    expect(note).to_contain_text(sentence)
    expect(note).to_contain_text("\nاز ")
    expect(page.locator("#hand-out")).to_be_hidden()


def test_a_card_of_nobody_gets_meals_only_without_the_site(away: tuple[Page, dict[str, str]]) -> None:
    """Whatever is for anybody is due; the rest is refused with the day on which the card was made."""
    page, tokens = away
    scan(page, tokens["blank"])
    verdict(page, "due")
    refused = page.locator("#due li").filter(has_text="مشخصات هنوز ثبت نشده").first
    expect(refused).to_contain_text("از ")


def test_a_practice_card_is_named_without_the_site(away: tuple[Page, dict[str, str]]) -> None:
    """Nothing is handed over on it, not even a bed, and the words say what it is."""
    page, tokens = away
    scan(page, tokens["practice"])
    expect(page.locator("#verdict")).to_contain_text("این کارت تمرینی است")
    expect(page.locator("#hand-out")).to_be_hidden()


@pytest.mark.parametrize("card", ["newer", "good"])
def test_a_good_card_is_served_without_the_site(away: tuple[Page, dict[str, str]], card: str) -> None:
    """The newer print of a torn card, and a card under the newest key."""
    page, tokens = away
    show(page, tokens[card])
