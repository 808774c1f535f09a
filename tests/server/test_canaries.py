"""A thousand planted names and numbers: none in a log, an address, a header, an error, an answer or a file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.store import people
from fieldpoint.store.site import Site
from tests.canaries import PER_PERSON, Canaries
from tests.fault.support import requests_for
from tests.live import live_site
from tests.support import add_card, make_household, make_site, token_of

PEOPLE = 200


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    """A thousand planted texts."""
    planted = Canaries(PEOPLE)
    assert len(set(planted.all())) == PEOPLE * PER_PERSON == 1000
    return planted


def plant(site: Site, canaries: Canaries) -> list[str]:
    """The people are registered, one household each; answers the tokens of their cards."""
    cards = [add_card(site, make_household(one, code=f"{no:05d}")) for no, one in enumerate(canaries.people)]
    return [token_of(site, card) for card in cards]


def test_the_search_finds_what_is_there(tmp_path: Path, canaries: Canaries) -> None:
    """A name in UTF-16, a number in Persian digits, a name in an address; and the database does hold them."""
    one = canaries.people[7]
    assert one.id_value is not None
    in_persian = one.id_value.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for content in (one.given_name.encode("utf-16-le"), in_persian.encode(), b"GET /C/" + quote(one.note).encode()):
        assert canaries.found_in(b"noise" + content + b"noise")
    site = make_site(tmp_path / "site")
    plant(site, canaries)
    with closing(site.connect(read_only=True)) as connection:
        held = "".join(str(household) for household in people.households(connection)).encode()
    assert len(canaries.found_in(held)) == 1000


def test_no_planted_text_leaves_the_database(tmp_path: Path, canaries: Canaries) -> None:
    """Everybody is scanned, served and looked at, and every text is sent where it does not belong."""
    site = make_site(tmp_path / "site")
    tokens = plant(site, canaries)
    live = live_site(site)
    live.start()
    assert live.program is not None
    with live.browser() as desk:
        answers = [_as_bytes(answer) for answer in [*_served(desk, tokens), *_misplaced(desk, canaries, tokens)]]
    process = Path(f"/proc/{live.program.pid}")
    seen = process.joinpath("cmdline").read_bytes() + process.joinpath("environ").read_bytes()
    files = b"".join(path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file())
    said = live.stop().encode()
    files += b"".join(path.read_bytes() for path in sorted(site.folder.rglob("*")) if path.is_file())
    with closing(site.connect(read_only=True)) as connection:
        log = b"".join(row[0] for row in connection.execute("SELECT line FROM log"))
    assert len(answers) > 3000
    assert not canaries.found_in(b"\n".join(answers))
    assert not canaries.found_in(seen + said + files + log)


def _served(desk: httpx.Client, tokens: list[str]) -> Iterator[httpx.Response]:
    """Every card is scanned, served, refused, looked at by its family; the day is looked at and closed."""
    for token, body in zip(tokens, requests_for(tokens), strict=True):
        yield desk.post("/api/v1/scans", json={"text": token})
        yield desk.post("/api/v1/handouts", json=body)
        body["lines"][0]["handout_id"] = ids.new_event_id()
        yield desk.post("/api/v1/handouts", json=body)
        yield desk.get(f"/C/{token}")
        yield desk.post("/kiosk?lang=en", data={"card": token})
    for path in ("/", "/api/v1/day", "/api/v1/status", "/api/v1/session", "/api/v1/openapi.json", "/kiosk", "/C"):
        yield desk.get(path)


def _misplaced(desk: httpx.Client, canaries: Canaries, tokens: list[str]) -> Iterator[httpx.Response]:
    """Every text in a body, an address, a query, a header, a cookie, in broken JSON and as an unknown member."""
    places = (
        lambda text: desk.post("/api/v1/scans", json={"text": text}),
        lambda text: desk.get(f"/C/{quote(text)}"),
        lambda text: desk.get(f"/api/v1/{quote(text)}?name={quote(text)}"),
        lambda text: desk.get("/api/v1/status", headers={"x-name": text.encode(), "user-agent": text.encode()}),
        lambda text: desk.post("/api/v1/scans", content=f'{{"text": "{text}'.encode(), headers=_JSON),
        lambda text: desk.post("/api/v1/scans", json={"text": tokens[0], text: text}),
        lambda text: desk.request(text.encode("ascii", "ignore").decode() or "BREW", f"/{quote(text)}"),
        lambda text: desk.get("/api/v1/session", headers={"cookie": quote(text), "accept-language": text.encode()}),
        lambda text: desk.post("/kiosk", data={"card": text}),
    )
    for number, text in enumerate(canaries.all()):
        for place in (places[number % len(places)], places[(number * 7 + 3) % len(places)]):
            yield place(text)


_JSON = {"content-type": "application/json"}


def _as_bytes(answer: httpx.Response) -> bytes:
    """All that an answer says, its body too, and where it was sent on to."""
    return b"\n".join(name + b": " + value for name, value in answer.headers.raw) + answer.content
