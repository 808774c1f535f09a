"""What the registry tells has its effect here: all of a page, or of a snapshot, with the cursor, or nothing.

Imports core and store. Everything here commits.
"""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from fieldpoint.clock import Reading
from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.feed import (
    CardBody,
    CardKeyBody,
    ConsumptionBody,
    FeedItem,
    FeedPage,
    HouseholdBody,
    KeyBody,
    RevocationBody,
    VerdictBody,
    opened_page,
)
from fieldpoint.core.snapshot import SnapshotReader
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.feed import cards_elsewhere, roster, state, told
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.people import room_for_many
from fieldpoint.store.transaction import Transaction, transaction_on

Body = TypeVar("Body")


def apply_page(connection: Connection, now: Reading, sent: bytes, site: str) -> FeedPage:
    """The page has its effect; one that was read before has none. Items up to the cursor are passed over.

    `Invalid`: `registry-key-unknown`, `registry-unreachable` (a page of another site or feed, or one that does not
    follow what was read).
    """
    page = opened_page(sent, state.keys(connection))
    with transaction_on(connection, now) as tx:
        at = state.cursor(connection)
        if at is None or (page.site, page.feed) != (site, at.feed) or page.after > at.n:
            raise Invalid(Code.REGISTRY_UNREACHABLE)
        if page.upto > at.n:
            apply_items(tx, (item for item in page.items if item.n > at.n))
            state.set_cursor(connection, Cursor(feed=page.feed, n=page.upto))
    return page


def apply_snapshot(connection: Connection, now: Reading, pieces: Iterable[bytes], site: str) -> Cursor:
    """What the snapshot says stands in the place of all that was told before; then the pages go on behind it.

    It is read, believed and committed in one: when its end is not true of it, nothing has changed. `Invalid` as above.
    """
    reader = SnapshotReader(pieces, state.keys(connection))
    with room_for_many(connection), transaction_on(connection, now) as tx:
        told.forget(connection)
        cards_elsewhere.forget(connection)
        apply_items(tx, reader.items())
        end = reader.end
        if end is None or end.site != site:
            raise Invalid(Code.REGISTRY_UNREACHABLE)
        to = Cursor(feed=end.feed, n=end.n)
        state.set_cursor(connection, to)
        state.end_snapshot(connection, now.wall_ms)
    return to


def apply_items(tx: Transaction, items: Iterable[FeedItem]) -> None:
    """Each item has its effect; kinds that are not known here are passed over. Does not commit."""
    for item in items:
        try:
            _apply(tx, item)
        except (*UNREADABLE, ValueError):  # one that this version cannot read must not keep the others out
            told.set_verdict(tx.connection, f"item/{item.k}/{item.key}", _unread(Code.REQUEST_INVALID))


def _apply(tx: Transaction, item: FeedItem) -> None:
    connection, body = tx.connection, item.body
    match item.k:
        case "cons":
            told.set_elsewhere(connection, item.key, _read(body, ConsumptionBody))
        case "rev":
            told.set_stopped(connection, item.key, _read(body, RevocationBody))
        case "card":
            cards_elsewhere.set_card(connection, item.key, _read(body, CardBody))
        case "ckey":
            cards_elsewhere.set_key(connection, item.key, _read(body, CardKeyBody))
        case "verdict":
            told.set_verdict(connection, item.key, _read(body, VerdictBody))
        case _:
            if body is not None:
                _take_in(tx, item, body)


def _take_in(tx: Transaction, item: FeedItem, body: bytes) -> None:
    """People, rules and keys: what came once is not taken back by itself, for rows of the log name it."""
    match item.k:
        case "hh":
            roster.take_in_household(tx, msgspec.json.decode(body, type=HouseholdBody))
        case "prog":
            code = roster.set_programme(tx, body)
            told.set_verdict(tx.connection, f"item/prog/{item.key}", None if code is None else _unread(code))
        case "key":
            key = msgspec.json.decode(body, type=KeyBody)
            state.add_key(tx.connection, key.kid, from_b64url(key.public))
        case _:
            pass


def _unread(code: Code) -> VerdictBody:
    return VerdictBody(what="refused", code=code, events=[])


def _read(body: bytes | None, kind: type[Body]) -> Body | None:
    return None if body is None else msgspec.json.decode(body, type=kind)
