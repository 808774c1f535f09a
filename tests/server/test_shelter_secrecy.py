"""Nobody learns from a family's card, a kiosk or a stranger's look that somebody sleeps in a shelter, or who does."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from tests.canaries import Canaries
from tests.server.conftest import Till
from tests.server.test_acts_api import post
from tests.server.test_shelter_api import NIGHT, ROOM, admit
from tests.support import add_card, make_household, token_of

PEOPLE = 8


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    """Names, numbers and notes of eight people."""
    return Canaries(PEOPLE)


def named(canaries: Canaries, *, on_card_page: bool) -> Iterator[object]:
    """The night's programmes, each called by a planted text wherever it has a name: what a shelter's own may be."""
    texts = [one.note for one in canaries.people]
    for number, one in enumerate(one for one in packaged_programmes() if one.code in NIGHT):
        title, public, unit = texts[number], texts[number + 3], texts[number + 1]
        yield replace(one, version=7, title_fa=title, public_title_fa=public, unit_fa=unit, on_card_page=on_card_page)


def strange_looks(desk: httpx.Client, token: str) -> Iterator[httpx.Response]:
    """All that answers without a session, asked with a card of somebody who sleeps here."""
    for query in ("", "?lang=en&size=large"):
        yield desk.get(f"/C/{token}{query}")
        yield desk.post(f"/kiosk{query}", data={"card": token})
    for path in (
        "/",
        "/C",
        "/kiosk",
        "/help",
        "/photo",
        "/api/v1/health",
        "/api/v1/session",
        "/api/v1/shelter",
        "/hall",
        "/puzzle",
    ):
        yield desk.get(path)
    yield desk.get("/api/v1/shelter/stays")


@pytest.mark.parametrize("on_card_page", [False, True])
def test_a_night_has_no_name_on_any_public_page(till: Till, canaries: Canaries, *, on_card_page: bool) -> None:
    """Whatever the programme, its unit or its item is called: to the family it is a service, and without a number."""
    take_in(till.live.site, list(named(canaries, on_card_page=on_card_page)))  # type: ignore[arg-type]
    with till.live.browser() as lead, till.live.browser(session=False) as stranger:
        post(lead, "shelter-layouts", act_id=ids.new_event_id(), sections=[ROOM])
        assert admit(lead, till.token)["result"] == "admitted"
        post(lead, "cold-nights", act_id=ids.new_event_id(), on=True)
        pages = list(strange_looks(stranger, till.token))
    seen = b"\n".join(page.content for page in pages)
    assert not canaries.found_in(seen)
    for word in ("گرم‌خانه", "گرمخانه", "کف‌خواب", "پذیرش شبانه", "bed-night", "floor-place"):
        assert word.encode() not in seen
    assert ("خدمت".encode() in pages[0].content) == on_card_page


def test_the_shift_reads_no_name_and_the_log_has_none(till: Till, canaries: Canaries) -> None:
    """Everybody is admitted by card; the list, the screen, the log and the witness know nobody, nor the note."""
    take_in(till.live.site, [one for one in packaged_programmes() if one.code in NIGHT])
    site = till.live.site
    cards = [add_card(site, make_household(one, code=f"{n:05}")) for n, one in enumerate(canaries.people)]
    with till.live.browser(role="operator") as desk, till.live.browser() as lead:
        post(lead, "shelter-layouts", act_id=ids.new_event_id(), sections=[{**ROOM, "last": PEOPLE}])
        answers = [str(admit(desk, token_of(site, card))) for card in cards]
        answers += [desk.get(f"/api/v1/{path}").text for path in ("shelter", "shelter/stays")]
        assert not canaries.found_in("\n".join(answers).encode())
        note = " ".join(one.given_name for one in canaries.people)
        post(desk, "shelter-notes", note=note)
        assert canaries.found_in(desk.get("/api/v1/shelter").content)
    files = b"".join(path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file())
    with closing(site.connect(read_only=True)) as connection:
        log = b"".join(bytes(line) for (line,) in connection.execute("SELECT line FROM log"))
    assert b'"bed.stay"' in log
    assert not canaries.found_in(files + log)
