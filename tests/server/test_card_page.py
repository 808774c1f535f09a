"""A family's own card, asked for by a phone without scripts and without a session."""

import re

from fieldpoint import ids
from tests.server.conftest import Till
from tests.server.test_desk_api import hand_out, line

FACE = "باقی‌مانده برای شما"


def test_card_page_shows_what_is_left_without_a_name(shared_till: Till) -> None:
    """The programmes by their public titles, and nothing about who they are for."""
    with shared_till.live.browser(session=False) as phone:
        page = phone.get(f"/C/{shared_till.token}")
    assert page.status_code == 200
    assert FACE in page.text
    assert "۱ سبد" in page.text
    for secret in ("خانوادگی", "00472", "۰۰۴۷۲", "محل نمونه", shared_till.household.household):
        assert secret not in page.text


def test_card_page_needs_no_script_and_is_small(shared_till: Till) -> None:
    """Under 20 kB with its style, no script, never kept in a cache."""
    with shared_till.live.browser(session=False) as phone:
        page = phone.get(f"/C/{shared_till.token}")
        style = phone.get("/static/card.css")
    assert "<script" not in page.text
    assert len(page.content) + len(style.content) < 20_000
    assert page.headers["cache-control"] == "no-store"


def test_card_page_says_when_next(till: Till) -> None:
    """After the basket was taken, the page says so and names the next month."""
    with till.live.browser() as desk:
        hand_out(desk, till, line("basket"))
        page = desk.get(f"/C/{till.token}")
    assert "سهمیهٔ این دوره تحویل شده است" in page.text
    assert "از ۱ دی ۱۴۰۵" in page.text


def test_whatever_is_no_card_gets_the_same_answer(shared_till: Till) -> None:
    """A forged token, a short code and nonsense cannot be told apart, and nothing is repeated."""
    forged = ("Z" if shared_till.token[50] != "Z" else "Y").join((shared_till.token[:50], shared_till.token[51:]))
    with shared_till.live.browser(session=False) as phone:
        pages = [phone.get(f"/C/{text}") for text in (forged, shared_till.card.short, ids.new_secret(), "x", "%3Cb%3E")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert re.search(r"<b>|%3C", pages[0].text) is None
