"""Pages and pieces of a snapshot, asked of the registry. What they say is not believed here.

Imports core, store and the line.
"""

import re
from http import HTTPStatus

import msgspec

from fieldpoint.errors import Code, Unavailable
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.outbox import Enrolment
from fieldpoint.sync.line import Line, Question, Reply
from fieldpoint.sync.registry_client import Denied, denied

PIECE_BYTES = 64 * 1024  # ten seconds of a slow line: what is lost when it breaks
_ITEMS_A_PAGE = 500
_TIMEOUT_S = 120.0
_RANGE = re.compile(r"bytes ([0-9]{1,12})-([0-9]{1,12})/([0-9]{1,12})", re.ASCII)
_ETAG = re.compile(r'"[A-Za-z0-9_-]{1,60}"', re.ASCII)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a snapshot: which one, from which byte, of how many bytes in all."""

    etag: str
    start: int
    size: int
    body: bytes


class FeedClient:
    """What a site asks its registry about the way back."""

    def __init__(self, enrolled: Enrolment, line: Line) -> None:
        self._token = enrolled.token
        self._line = line

    async def page(self, after: Cursor) -> bytes | Denied | None:
        """The page behind a cursor as it was sent; None when nothing is new. `Unavailable`."""
        reply = await self._ask(f"/v1/feed?after={after.feed}.{after.n}&limit={_ITEMS_A_PAGE}")
        if reply.status == HTTPStatus.NOT_MODIFIED:
            return None
        return reply.body if reply.status == HTTPStatus.OK else denied(reply)

    async def piece(self, start: int) -> Piece | Denied:
        """The piece of the registry's snapshot that begins at a byte; an empty one behind its end.

        Its ETag says whether it belongs to what came before. `Unavailable` (`registry-unreachable`) when it is no
        piece.
        """
        reply = await self._ask("/v1/snapshot", {"Range": f"bytes={start}-{start + PIECE_BYTES - 1}"})
        etag, said = reply.headers.get("etag", ""), reply.headers.get("content-range", "")
        if reply.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and _ETAG.fullmatch(etag):
            return Piece(etag=etag, start=start, size=start, body=b"")
        if reply.status != HTTPStatus.PARTIAL_CONTENT:
            return denied(reply)
        found = _RANGE.fullmatch(said)
        if found is None or not _ETAG.fullmatch(etag) or int(found[1]) != start:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        if len(reply.body) != int(found[2]) - start + 1:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return Piece(etag=etag, start=start, size=int(found[3]), body=reply.body)

    async def _ask(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        bearer = {"Authorization": f"Bearer {self._token}"}
        return await self._line.ask(
            Question(method="GET", path=path, headers={**bearer, **(headers or {})}, timeout_s=_TIMEOUT_S)
        )
