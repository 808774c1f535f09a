"""Whoever stands between a site and its registry and answers in its place is nobody, whatever was asked."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, Unavailable
from fieldpoint.ids import new_secret
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.sites import make_enrol_code
from fieldpoint.store import outbox
from fieldpoint.store.feed import state
from fieldpoint.store.identity import log_key
from fieldpoint.store.site import Site
from fieldpoint.sync.enrolment import Place, enrol, enrol_request
from fieldpoint.sync.feed.client import PIECE_BYTES
from fieldpoint.sync.feed.keys import ask_for_keys
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.registry_client import RegistryClient
from tests.support import make_site
from tests.sync.feeds import cursor_of, pull, stopped_at, tell
from tests.sync.support import URL, AppLine, BentLine, always, enrol_site, unsent

PAGE = b"<!doctype html><title>Wi-Fi</title>urn:fp:feed-reset"
FOREIGN = [
    (200, PAGE),
    (302, PAGE),
    (304, PAGE),
    (404, PAGE),
    (410, PAGE),
    (511, PAGE),
    (200, b""),
    (200, b"null"),
    (206, PAGE),
    (201, b'{"site":1}'),
    (407, b'{"type":"about:blank"}'),
]
answered = pytest.mark.parametrize(("status", "body"), FOREIGN)


@pytest.fixture
def site(tmp_path: Path, registry: Registry) -> Site:
    """A site that is enrolled and has read nothing yet."""
    made = make_site(tmp_path / "site")
    enrol_site(made, registry)
    return made


@answered
def test_a_stranger_enrols_nobody(tmp_path: Path, registry: Registry, status: int, body: bytes) -> None:
    """The code stays good, nothing is pinned, and the next attempt succeeds."""
    made = make_site(tmp_path / "site")
    code = make_enrol_code(registry.store, made.facts.code, wall_ms())
    with closing(made.connect()) as connection:
        request = enrol_request(made.facts.code, log_key(connection), code)
        with pytest.raises(Unavailable) as caught:
            asyncio.run(enrol(connection, request, Place(url=URL), BentLine(AppLine(registry), always(status, body))))
        assert caught.value.code == Code.REGISTRY_UNREACHABLE
        assert outbox.enrolment(connection) is None
        asyncio.run(enrol(connection, request, Place(url=URL), AppLine(registry)))
        assert outbox.enrolment(connection) is not None


@answered
def test_a_stranger_teaches_no_key(site: Site, line: AppLine, status: int, body: bytes) -> None:
    """Asked for the registry's keys, a portal names none; what was known stays."""
    with closing(site.connect()) as connection:
        before = state.all_keys(connection)
        enrolled = outbox.enrolment(connection)
        assert enrolled is not None
        client = RegistryClient(enrolled, site.facts.code, BentLine(line, always(status, body)))
        assert not asyncio.run(ask_for_keys(connection, client))
        assert state.all_keys(connection) == before


@answered
def test_a_stranger_is_no_way_back(site: Site, registry: Registry, line: AppLine, status: int, body: bytes) -> None:
    """No snapshot and no page begins with a portal's answer; behind the portal everything is read."""
    tell(registry, "card-1")
    stranger = BentLine(line, always(status, body))
    assert pull(site, stranger).code == Code.REGISTRY_UNREACHABLE
    assert cursor_of(site) is None
    assert pull(site, line).snapshot
    assert stopped_at(site, "card-1")
    before = cursor_of(site)
    if status != 304:  # a registry's own way to say that nothing is new
        assert pull(site, stranger).code == Code.REGISTRY_UNREACHABLE
    assert cursor_of(site) == before
    assert unsent(site) > 0


def test_a_portal_in_mid_snapshot_leaves_what_came(site: Site, registry: Registry, line: AppLine) -> None:
    """The sign-in page of the Wi-Fi appears behind the first piece; later the download goes on where it was."""
    tell(registry, *(new_secret() for _ in range(15_000)))
    asked = 0

    async def sign_in_soon(question: Question, inner: Line) -> Reply:
        nonlocal asked
        asked += 1
        return await inner.ask(question) if asked == 1 else Reply(status=200, body=PAGE)

    assert pull(site, BentLine(line, sign_in_soon)).code == Code.REGISTRY_UNREACHABLE
    watched = BentLine(line, lambda question, inner: inner.ask(question))
    assert pull(site, watched).code is None
    assert watched.asked[0].headers["Range"].startswith(f"bytes={PIECE_BYTES}-")
    assert cursor_of(site) is not None
