"""What the registry tells has its effect here: all of a page with the cursor, or nothing; a snapshot in slices.

A snapshot of a city's roster takes ten seconds to write, and nobody may wait ten seconds for a handout. So once all of
it was read and believed its households are written a few at a time, each of them whole, and what belongs together
(sums, stopped cards, the cursor) comes last and at once. Until then the pieces lie here: a program that was killed in
between goes on, and households that were written already are written again, which changes nothing.

Imports core and store. Everything here commits.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
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
    PlacesBody,
    RevocationBody,
    VerdictBody,
    opened_page,
)
from fieldpoint.core.snapshot.form import SnapshotEnd, SnapshotReader
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.campaigns.from_registry import take_in_campaign
from fieldpoint.store.feed import cards_elsewhere, roster, state, told
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.shelter import elsewhere as shelter_elsewhere
from fieldpoint.store.transaction import Transaction, transaction_on

Body = TypeVar("Body")

_IN_SLICES = frozenset({"hh"})  # kinds that are many, and each of whose items stands for itself
_A_SLICE = 50


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


def believed_end(connection: Connection, site: str) -> SnapshotEnd:
    """What the snapshot that lies here says of itself, when all of it is there and the registry's word.

    Changes nothing and holds nobody up. `Invalid` as above.
    """
    reader = SnapshotReader(state.read_pieces(connection), state.keys(connection))
    for _ in reader.items():
        pass
    if reader.end is None or reader.end.site != site:
        raise Invalid(Code.REGISTRY_UNREACHABLE)
    return reader.end


def slices(connection: Connection) -> Iterator[list[FeedItem]]:
    """The households of the snapshot that lies here, a few at a time; no statement is open between them."""
    items = SnapshotReader(state.read_pieces(connection), state.keys(connection)).items()
    many = (item for item in items if item.k in _IN_SLICES)
    while some := list(islice(many, _A_SLICE)):
        yield some


def apply_slice(connection: Connection, now: Reading, items: Iterable[FeedItem]) -> None:
    """These households stand here as the registry has them. Commits, and holds up whoever writes for a moment only."""
    with transaction_on(connection, now) as tx:
        apply_items(tx, items)


def end_swap(connection: Connection, now: Reading, end: SnapshotEnd) -> Cursor:
    """All else that the snapshot says stands in the place of what was told before; the pages go on behind it. Commits.

    What other sites gave, stopped cards, verdicts, rules, keys and the cursor change at once, or nothing does.
    """
    to = Cursor(feed=end.feed, n=end.n)
    reader = SnapshotReader(state.read_pieces(connection), state.keys(connection))
    rest = [item for item in reader.items() if item.k not in _IN_SLICES]
    with transaction_on(connection, now) as tx:
        told.forget(connection)
        cards_elsewhere.forget(connection)
        shelter_elsewhere.forget(connection)
        apply_items(tx, rest)
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
        case "place":
            shelter_elsewhere.set_place(connection, item.key, _read(body, PlacesBody))
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
        case "camp":
            code = take_in_campaign(tx, body)
            told.set_verdict(tx.connection, f"item/camp/{item.key}", None if code is None else _unread(code))
        case "key":
            key = msgspec.json.decode(body, type=KeyBody)
            state.add_key(tx.connection, key.kid, from_b64url(key.public))
        case _:
            pass


def _unread(code: Code) -> VerdictBody:
    return VerdictBody(what="refused", code=code, events=[])


def _read(body: bytes | None, kind: type[Body]) -> Body | None:
    return None if body is None else msgspec.json.decode(body, type=kind)
