"""Snapshots: fetched once, gone on with where they broke, whole or not at all."""

from fieldpoint.core.base64url import b64url
from fieldpoint.errors import Code, Unavailable
from fieldpoint.ids import new_epoch
from fieldpoint.registry.folder import Registry
from fieldpoint.store.site import Site
from fieldpoint.sync.feed import client
from fieldpoint.sync.feed.pull import Pulled
from fieldpoint.sync.line import Line, Question, Reply
from tests.sync.feeds import households_at, let_time_pass, pull, roster_of
from tests.sync.support import AppLine, BentLine


def test_another_feed_means_one_snapshot_in_ten_minutes(site: Site, registry: Registry, line: AppLine) -> None:
    """F29, F30: where numbers mean nothing any more one snapshot is fetched; the next one not before its time."""
    pull(site, line)
    let_time_pass(site)
    watched = BentLine(line, lambda question, inner: inner.ask(question))

    def renew() -> None:
        with registry.store.transaction():
            registry.store.renew_feed(b64url(new_epoch()))

    renew()
    assert pull(site, watched) == Pulled(snapshot=True)
    renew()
    assert pull(site, watched).code == Code.FEED_RESET
    assert pull(site, watched).code == Code.FEED_RESET
    assert [question.path for question in watched.asked].count("/v1/snapshot") == 1
    let_time_pass(site)
    assert pull(site, watched) == Pulled(snapshot=True)


def test_a_registry_that_always_begins_anew_gets_one_snapshot_a_session(site: Site, line: AppLine) -> None:
    """F30: 410 to every page does not make a site download for ever."""

    async def gone(question: Question, inner: Line) -> Reply:
        if question.path.startswith("/v1/feed"):
            return Reply(status=410, body=b'{"type":"urn:fp:feed-reset"}')
        return await inner.ask(question)

    watched = BentLine(line, gone)
    assert [pull(site, watched).code for _ in range(3)] == [Code.FEED_RESET] * 3
    assert [question.path for question in watched.asked].count("/v1/snapshot") == 1


def test_a_download_goes_on_where_it_broke(site: Site, registry: Registry, line: AppLine) -> None:
    """F43: cut at every piece, the download goes on with the piece that is missing, and stands whole in the end."""
    made = roster_of(registry, site, 900)
    starts: list[str] = []

    async def one_piece(question: Question, inner: Line) -> Reply:
        if question.path == "/v1/snapshot":
            starts.append(question.headers["Range"].partition("=")[2].partition("-")[0])
            if len(starts) % 2 == 0:
                raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return await inner.ask(question)

    bent = BentLine(line, one_piece)
    while pull(site, bent).code is not None:
        assert households_at(site) == []  # never half of it
    assert households_at(site) == made
    assert len(starts) > 4
    assert starts.count("0") == 1
    assert all(int(start) % client.PIECE_BYTES == 0 for start in starts)


def test_a_newer_snapshot_takes_the_place_of_a_half(site: Site, registry: Registry, line: AppLine) -> None:
    """F43: where the registry has another snapshot by now, the download begins anew and never mixes the two."""
    roster_of(registry, site, 900)
    count = 0

    async def break_off(question: Question, inner: Line) -> Reply:
        nonlocal count
        count += 1
        if count > 1:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return await inner.ask(question)

    assert pull(site, BentLine(line, break_off)).code == Code.REGISTRY_UNREACHABLE
    roster_of(registry, site, 300, first=900)
    assert pull(site, line) == Pulled(snapshot=True)  # AppLine is a registry process that kept nothing
    assert len(households_at(site)) == 1_200


def test_a_damaged_snapshot_leaves_everything_as_it_was(site: Site, registry: Registry, line: AppLine) -> None:
    """F43: a byte that flipped on the way costs the download, never the data."""
    made = roster_of(registry, site, 20)
    pull(site, line)
    let_time_pass(site)
    with registry.store.transaction():
        registry.store.renew_feed(b64url(new_epoch()))

    async def flip(question: Question, inner: Line) -> Reply:
        reply = await inner.ask(question)
        if question.path != "/v1/snapshot":
            return reply
        body = reply.body[:-40] + bytes([reply.body[-40] ^ 1]) + reply.body[-39:]
        return Reply(status=reply.status, body=body, headers=reply.headers)

    assert pull(site, BentLine(line, flip)).code == Code.REGISTRY_UNREACHABLE
    assert households_at(site) == made
