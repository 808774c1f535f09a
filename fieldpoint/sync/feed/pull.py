"""One session of the way back: pages from the cursor on; a snapshot first, and where the feed begins anew.

A snapshot comes in pieces that are kept in the site's own database, so a line that broke or a program that was
killed goes on where it was. A registry whose feed begins anew gets exactly one snapshot asked of it, and the next one
ten minutes later at the earliest: two registries behind one name must not keep a site downloading for ever.

Imports core, store and its neighbours.
"""

import asyncio
from functools import partial
from http import HTTPStatus
from pathlib import Path

import msgspec

from fieldpoint.clock import Clock, monotonic_s
from fieldpoint.core.feed import FeedItem
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Code, FieldpointError, Invalid
from fieldpoint.store.feed import state
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.lists.arriving import room_for_many
from fieldpoint.sync.feed.apply import apply_page, apply_slice, believed_end, end_swap, slices
from fieldpoint.sync.feed.client import FeedClient, Piece
from fieldpoint.sync.in_thread import in_thread
from fieldpoint.sync.lock import push_lock
from fieldpoint.sync.registry_client import Denied

SNAPSHOT_EVERY_MS = 10 * 60 * 1000
_MOST_PAGES = 1_000
_LET_OTHERS_S = 0.02


class Pulled(msgspec.Struct, frozen=True, kw_only=True):
    """What a session came to: items read, whether a snapshot was, and the code of what stood in the way."""

    items: int = 0
    snapshot: bool = False
    code: str | None = None


class Puller:
    """Reads one site's feed. `connection` is its own and is used by one session at a time."""

    def __init__(self, folder: Path, connection: Connection, site: str, clock: Clock, client: FeedClient) -> None:
        self._folder = folder
        self._db = connection
        self._site = site
        self._clock = clock
        self._client = client
        self._items = 0
        self._had_snapshot = False

    async def pull_once(self) -> Pulled:
        """Everything that could be read now has its effect. `Conflict` (`push-running`) beside another session.

        Every other failure is in the result's code; what was read stays. Commits.
        """
        with push_lock(self._folder):
            try:
                code = await self._session()
            except FieldpointError as fault:
                code = str(fault.code)
            return Pulled(items=self._items, snapshot=self._had_snapshot, code=code)

    async def _session(self) -> str | None:
        at = await in_thread(lambda: state.cursor(self._db))
        if at is None or await in_thread(lambda: state.pieces(self._db)) is not None:
            at, code = await self._begin_anew()
            if at is None:
                return code
        for _ in range(_MOST_PAGES):
            answer = await self._client.page(at)
            if answer is None:
                break
            at, code = await (self._denied(answer) if isinstance(answer, Denied) else self._apply(answer))
            if at is None:
                return code
        return None

    async def _denied(self, answer: Denied) -> tuple[Cursor | None, str | None]:
        """What a no means: where the feed begins anew a snapshot may help, once."""
        if answer.status != HTTPStatus.GONE or self._had_snapshot:
            return None, answer.code
        return await self._begin_anew()

    async def _apply(self, sent: bytes) -> tuple[Cursor | None, str | None]:
        """The page has its effect; answers where to go on, nothing at the end of the feed."""
        page = await in_thread(lambda: apply_page(self._db, self._clock.now(), sent, self._site))
        self._items += len(page.items)
        return (Cursor(feed=page.feed, n=page.upto) if page.more else None), None

    async def _begin_anew(self) -> tuple[Cursor | None, str | None]:
        """A snapshot stands in the place of what was read; answers where the pages go on, or what is in the way."""
        if not await in_thread(self._may_begin):
            return None, Code.FEED_RESET
        denied = await self._download()
        if denied is not None:
            return None, denied.code
        at = await self._swap()
        self._had_snapshot = True
        return at, None

    def _may_begin(self) -> bool:
        if state.pieces(self._db) is not None:
            return True
        last = state.last_snapshot_at(self._db)
        # A clock that was set back since says nothing of the time between.
        return last is None or not 0 <= self._clock.now().wall_ms - last < SNAPSHOT_EVERY_MS

    async def _download(self) -> Denied | None:
        """Every piece of a snapshot lies here, or the registry said no."""
        while True:
            here = await in_thread(lambda: state.pieces(self._db))
            piece = await self._client.piece(0 if here is None else here.size)
            if isinstance(piece, Denied):
                return piece
            if here is not None and piece.etag != here.etag:
                await in_thread(self._drop)  # a newer one took its place meanwhile
                continue
            if piece.body:
                await in_thread(partial(self._keep, piece))
            if piece.start + len(piece.body) >= piece.size:
                return None

    def _keep(self, piece: Piece) -> None:
        with transaction(self._db):
            state.add_piece(self._db, piece.etag, piece.start, piece.body)

    def _drop(self) -> None:
        with transaction(self._db):
            state.drop_pieces(self._db)

    async def _swap(self) -> Cursor:
        """The snapshot stands; one that cannot be believed is let go, and the next one waits its time."""
        try:
            end = await in_thread(lambda: believed_end(self._db, self._site))
        except Invalid:
            await in_thread(self._let_go)
            raise
        parts = slices(self._db)
        while some := await in_thread(lambda: next(parts, None)):
            begin = monotonic_s()
            await in_thread(partial(self._write, some))
            await asyncio.sleep(max(_LET_OTHERS_S, monotonic_s() - begin))  # the desks' turn
        return await in_thread(lambda: end_swap(self._db, self._clock.now(), end))

    def _write(self, some: list[FeedItem]) -> None:
        with room_for_many(self._db):
            apply_slice(self._db, self._clock.now(), some)

    def _let_go(self) -> None:
        with transaction(self._db):
            state.end_snapshot(self._db, self._clock.now().wall_ms)
