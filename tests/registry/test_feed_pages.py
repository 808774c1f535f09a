"""Pages and snapshots: numbered without a gap, signed, whole or not believed, for the site alone."""

import httpx
import pytest

from fieldpoint.core.answer import signed_answer
from fieldpoint.core.base64url import b64url
from fieldpoint.core.feed import (
    FeedPage,
    opened_page,
)
from fieldpoint.core.snapshot.form import SnapshotReader
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.registry.feed.pages import page_after, snapshot_of
from fieldpoint.registry.feed.roster import greet
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import Told
from tests.registry.conftest import Asked
from tests.registry.feeds import NORTH, SOUTH, both_serve, told
from tests.registry.support import Sender


def test_pages_follow_each_other_without_a_gap(registry: Registry) -> None:
    """However small the pages, each begins where the one before ended, and all numbers come once."""
    greet(registry, NORTH)
    feed = registry.store.feed() or ""
    with registry.store.transaction():
        registry.store.tell(Told(site=NORTH, kind="rev", name=f"card-{n:02}", body=b"{}") for n in range(20))
    after, seen = 0, list[int]()
    while sent := page_after(registry, NORTH, (feed, after), 3):
        page = opened_page(sent, [registry.public])
        assert page.after == after
        seen += [item.n for item in page.items]
        after = page.upto
    assert seen == list(range(1, 23))  # two keys come first


@pytest.mark.parametrize(("feed", "after"), [("x" * 22, 0), (None, 99)])
def test_a_number_of_another_feed_or_beyond_the_end_is_gone(registry: Registry, feed: str | None, after: int) -> None:
    """F29, F30: the site has seen what this registry has not; only a snapshot says what is true."""
    greet(registry, NORTH)
    with pytest.raises(NotFound) as fault:
        page_after(registry, NORTH, (feed or registry.store.feed() or "", after), 10)
    assert fault.value.code == Code.FEED_RESET


def test_a_page_of_a_foreign_key_is_not_believed(registry: Registry) -> None:
    """F48: a page that another key signed is nobody's word."""
    greet(registry, NORTH)
    sent = page_after(registry, NORTH, (registry.store.feed() or "", 0), 10)
    assert sent is not None
    with pytest.raises(Invalid):
        opened_page(sent, [b"\x01" * 32])


def test_a_snapshot_is_all_that_the_feed_says(registry: Registry, log: Sender, south: Sender) -> None:
    """Read in small pieces, a snapshot holds every item that stands, and its end names the feed's last number."""
    both_serve(registry, log, south)
    sent = snapshot_of(registry, SOUTH).sent
    reader = SnapshotReader((sent[start : start + 100] for start in range(0, len(sent), 100)), [registry.public])
    items = {(item.k, item.key, item.body) for item in reader.items()}
    assert items == {(item.k, item.key, item.body) for item in told(registry, SOUTH).values() if item.body is not None}
    assert reader.end is not None
    assert (reader.end.feed, reader.end.n) == (registry.store.feed(), registry.store.last_number(SOUTH))


def test_a_snapshot_cut_anywhere_is_not_believed(registry: Registry, log: Sender, south: Sender) -> None:
    """F43: a snapshot without its end, or with a byte changed, is no snapshot."""
    both_serve(registry, log, south)
    sent = snapshot_of(registry, SOUTH).sent
    for cut in range(10, len(sent), 7):  # the ten bytes before are gzip's own
        for damaged in (sent[:cut], sent[:cut] + bytes([sent[cut] ^ 1]) + sent[cut + 1 :]):
            reader = SnapshotReader([damaged], [registry.public])
            with pytest.raises(Invalid):
                list(reader.items())


def test_a_page_over_http(asked: Asked) -> None:
    """200 with a packed page, 304 when nothing is new, 410 with its code for a number beyond the end."""
    greet(asked.registry, NORTH)
    feed = asked.registry.store.feed()
    first = asked.send("GET", f"/v1/feed?after={feed}.0", token=asked.token)
    page = opened_page(first.content, [asked.registry.public])
    assert (first.status_code, page.site, page.after, page.more) == (200, NORTH, 0, False)
    assert asked.send("GET", f"/v1/feed?after={feed}.{page.upto}", token=asked.token).status_code == 304
    gone = asked.send("GET", f"/v1/feed?after={feed}.{page.upto + 1}", token=asked.token)
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:fp:feed-reset")


@pytest.mark.parametrize("query", ["after=x", "after=" + "a" * 22 + ".-1", "after=" + "a" * 22 + ".1&limit=0", ""])
def test_a_page_that_is_asked_for_wrongly_is_none(asked: Asked, query: str) -> None:
    """A cursor or a limit of another form is refused."""
    assert asked.send("GET", f"/v1/feed?{query}", token=asked.token).status_code == 400


@pytest.mark.parametrize("path", ["/v1/feed?after=" + "a" * 22 + ".0", "/v1/snapshot"])
def test_nobody_reads_a_feed_without_a_token(asked: Asked, path: str) -> None:
    """What a site is told is confidential."""
    assert asked.send("GET", path).status_code == 401


def test_a_snapshot_in_pieces_over_http(asked: Asked) -> None:
    """Pieces of one ETag make the whole; a piece of another ETag is answered with the whole of the new one."""

    def get(**headers: str) -> httpx.Response:
        return asked.send("GET", "/v1/snapshot", token=asked.token, headers=headers)

    whole = get()
    first = get(Range="bytes=0-99")
    second = get(**{"Range": "bytes=100-99999", "If-Range": whole.headers["etag"]})
    assert (first.status_code, second.status_code) == (206, 206)
    assert first.headers["content-range"] == f"bytes 0-99/{len(whole.content)}"
    assert first.content + second.content == whole.content
    assert get(**{"Range": "bytes=0-9", "If-Range": '"another"'}).status_code == 200
    assert get(Range="bytes=99999-999999").status_code == 416


def test_an_answer_of_another_kind_is_no_page(registry: Registry) -> None:
    """A signed answer to something else does not stand for a page."""
    body = signed_answer(
        FeedPage(fp="feed/1", site=NORTH, feed="a" * 22, after=0, upto=0, items=[], more=False), b"s" * 32
    )
    with pytest.raises(Invalid):
        opened_page(body, [registry.public])
    assert b64url(b"") == ""
