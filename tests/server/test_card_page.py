"""A family's own card, asked for by a phone without scripts and without a session."""

import re
from contextlib import closing

import pytest

from fieldpoint import ids
from fieldpoint.store.transaction import read_head
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


@pytest.mark.parametrize(("query", "lang", "direction"), [("", "fa", "rtl"), ("?lang=en&size=large", "en", "ltr")])
def test_card_page_speaks_two_languages_in_two_sizes(shared_till: Till, query: str, lang: str, direction: str) -> None:
    """Persian unless English is asked for; the links to the other size and language keep the address."""
    with shared_till.live.browser(session=False) as phone:
        page = phone.get(f"/C/{shared_till.token}{query}")
    assert f'<html lang="{lang}" dir="{direction}" class="{"large" if "large" in query else "normal"}">' in page.text
    assert re.findall(r'href="(\?[^"]*)"', page.text) == [
        f"?lang={lang}&amp;size={'normal' if 'large' in query else 'large'}",
        f"?lang={'fa' if lang == 'en' else 'en'}&amp;size={'large' if 'large' in query else 'normal'}",
    ]


@pytest.mark.parametrize("query", ["", "?lang=en&size=large"])
def test_page_goes_where_no_card_is(shared_till: Till, query: str) -> None:
    """After 20 seconds the browser is sent on to an address without a card, in the same language."""
    with shared_till.live.browser(session=False) as phone:
        page = phone.get(f"/C/{shared_till.token}{query}")
        after, _, address = page.headers["refresh"].partition("; url=")
        cleared = phone.get(address)
    assert after == "20"
    assert shared_till.token not in address
    assert cleared.status_code == 200
    assert "refresh" not in cleared.headers
    assert "۱ سبد" not in cleared.text


def test_kiosk_shows_a_card_and_no_address_holds_it(shared_till: Till) -> None:
    """The reader's text is posted; the answer shows what is left, repeats nothing, and clears itself."""
    with shared_till.live.browser(session=False) as kiosk:
        empty = kiosk.get("/kiosk?lang=en")
        page = kiosk.post("/kiosk?lang=en", data={"card": f"HTTPS://KART.TEST/C/{shared_till.token}"})
    assert 'action="/kiosk?lang=en&amp;size=normal"' in empty.text
    assert page.status_code == 200
    assert "Left for you" in page.text
    assert shared_till.token not in page.text
    assert page.headers["refresh"] == "20; url=/kiosk?lang=en&size=normal"
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", 404),
        (b"card=", 404),
        (b"card=a&card=b", 404),
        (b"card=%ff%fe", 404),
        (b"\xff", 404),
        (b"card=" + b"x" * 500, 404),
        (b"a=1&b=2&card=x", 404),
        (b"card=%3Cscript%3E", 404),
        (b"card=" + b"x" * 70_000, 413),
    ],
)
def test_kiosk_answers_any_text_alike(till: Till, sent: bytes, status: int) -> None:
    """No form, two cards, no UTF-8, a script: one neutral page."""
    with till.live.browser(session=False) as kiosk:
        page = kiosk.post("/kiosk", content=sent, headers={"content-type": "application/x-www-form-urlencoded"})
        other = kiosk.post("/kiosk", data={"card": "x"})
    assert page.status_code == status
    assert status == 413 or page.text == other.text


def test_whoever_tries_many_has_to_wait(till: Till) -> None:
    """After ten wrong texts even a right one waits, from that address alone, with the same page whatever it is."""
    with till.live.browser(session=False, address="127.0.4.1") as guesser:
        tried = [guesser.get(f"/C/{ids.new_secret()}") for _ in range(12)]
        right = guesser.get(f"/C/{till.token}")
        posted = guesser.post("/kiosk", data={"card": till.token})
    with till.live.browser(session=False, address="127.0.4.2") as other:
        assert other.get(f"/C/{till.token}").status_code == 200
    assert [page.status_code for page in tried] == [404] * 10 + [429] * 2
    assert (right.status_code, right.text) == (429, tried[-1].text)
    assert posted.status_code == 429
    assert 1 <= int(right.headers["retry-after"]) <= 6


def test_a_look_leaves_a_count_and_nothing_else(till: Till) -> None:
    """Two looks and a wrong text: the day has two looks, and the log has no row more."""
    with till.live.browser() as desk:
        log_before = _log_length(till)  # the desk's own tablet has its rows
        before = desk.get("/api/v1/day").json()["looks"]
        desk.get(f"/C/{till.token}")
        desk.post("/kiosk", data={"card": till.token})
        desk.get("/C/nonsense")
        after = desk.get("/api/v1/day").json()["looks"]
    assert (before, after) == (0, 2)
    assert _log_length(till) == log_before


def _log_length(till: Till) -> int:
    with closing(till.live.site.connect(read_only=True)) as connection:
        return read_head(connection).seq
