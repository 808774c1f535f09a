"""Pages and snapshots of a site's feed, signed.

Imports core and its neighbours.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

import msgspec

from fieldpoint.core.base64url import b64url
from fieldpoint.core.feed import MAX_ITEMS, NOTHING, FeedItem, FeedPage, packed_page
from fieldpoint.core.snapshot.form import SnapshotEnd, packed_snapshot
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.feed.roster import greet, open_household
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import Numbered

_MOST_BYTES = 4 * 1024 * 1024  # of a page, unpacked
_NOTHING_YET = "0" * 22
_LAST = 2**53 - 1


class SnapshotFile(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot as it is sent, and the ETag under which it may be gone on with."""

    feed: str
    etag: str
    sent: bytes


def page_after(registry: Registry, site: str, cursor: tuple[str, int], limit: int) -> bytes | None:
    """What changed for a site after a cursor (feed and number), as it is sent; None when nothing did.

    Commits what a new site is told first. `NotFound` (`feed-reset`) for a number of another feed, or one that is
    not taken yet: the registry stands behind what the site has seen, and only a snapshot says what is true.
    """
    greet(registry, site)
    store = registry.store
    feed, after = cursor
    with store.transaction():
        last = store.last_number(site)
        if feed != store.feed() or after > last:
            raise NotFound(Code.FEED_RESET)
        if after == last:
            return None
        found = store.told_after(site, after, last, min(limit, MAX_ITEMS))
        items = _fitting(list(_items(registry, found)))
    more = len(items) < len(found) or (bool(found) and len(found) == min(limit, MAX_ITEMS) and found[-1].n < last)
    upto = items[-1].n if more else last
    page = FeedPage(site=site, feed=feed, after=after, upto=upto, items=items, more=more)
    return packed_page(page, registry.seed)


def snapshot_of(registry: Registry, site: str) -> SnapshotFile:
    """Everything that is true for a site now, as it is sent. Commits what a new site is told first."""
    greet(registry, site)
    store = registry.store
    with store.transaction():
        feed, last = store.feed() or _NOTHING_YET, store.last_number(site)
        items: list[FeedItem] = []
        after = 0
        while found := store.told_after(site, after, last, MAX_ITEMS):
            items += [item for item in _items(registry, found) if item.body is not None]
            after = found[-1].n
    end = SnapshotEnd(site=site, feed=feed, n=last, count=0, digest="A" * 43)
    sent = packed_snapshot(end, sorted(items, key=_code), registry.seed)
    return SnapshotFile(feed=feed, etag=f'"{b64url(sha256(sent).digest()[:16])}"', sent=sent)


class _Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Where a household stands in its office's list."""

    office: str
    code: str


def _code(item: FeedItem) -> tuple[str, int, str]:
    """Households in the order of their codes, which then weigh next to nothing; all else as it came."""
    if item.k != "hh":
        return "", 0, ""
    listed = msgspec.json.decode(item.b, type=_Listed)
    return listed.office, len(listed.code), listed.code


def _items(registry: Registry, found: Sequence[Numbered]) -> Iterator[FeedItem]:
    """The items with their bodies; a household's record is read now, so it may be newer than its number."""
    sealed = registry.store.sealed_households([one.name for one in found if one.kind == "hh"])
    for one in found:
        body = one.body
        if one.kind == "hh" and body is not None:
            body = msgspec.json.encode(open_household(registry, sealed[one.name]))
        yield FeedItem(n=one.n, k=one.kind, key=one.name, b=NOTHING if body is None else msgspec.Raw(body))


def _fitting(items: list[FeedItem]) -> list[FeedItem]:
    """As many of the items, from the first, as a page may carry; at least one."""
    size = 0
    for number, item in enumerate(items):
        size += len(bytes(item.b)) + len(item.key) + 64
        if size > _MOST_BYTES and number:
            return items[:number]
    return items
