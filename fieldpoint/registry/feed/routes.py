"""GET /v1/feed and GET /v1/snapshot: what a site is told, page by page or all at once.

    GET /v1/feed?after={feed}.{n}&limit=     200 a signed page, packed; 304 when nothing is new; 410 urn:fp:feed-reset
    GET /v1/snapshot                         200 or, for a `Range` of one piece, 206; `ETag`, `If-Range` (RFC 9110)

Imports litestar, core, errors, and its neighbours.
"""

import re
from http import HTTPStatus
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from fieldpoint.core.feed import MAX_ITEMS, PAGE_MEDIA_TYPE, SNAPSHOT_MEDIA_TYPE
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.feed.pages import page_after
from fieldpoint.registry.office import Office, needs_site

_AFTER = re.compile(r"([A-Za-z0-9_-]{22})\.([0-9]{1,16})", re.ASCII)
_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{1,12})", re.ASCII)


@get("/v1/feed", guards=[needs_site])
async def get_feed(
    after: FromQuery[str],
    request: Request[Any, Any, Any],
    office: NamedDependency[Office],
    limit: FromQuery[int] = 500,
) -> Response[bytes]:
    """The site's next page."""
    found = _AFTER.fullmatch(after)
    if found is None or not 1 <= limit <= MAX_ITEMS:
        raise Invalid(Code.REQUEST_INVALID, field="after" if found is None else "limit")
    site, cursor = request.state.site, (found[1], int(found[2]))
    page = await office.ask(lambda: page_after(office.registry, site, cursor, limit))
    if page is None:
        return Response(b"", status_code=HTTPStatus.NOT_MODIFIED)
    return Response(page, media_type=PAGE_MEDIA_TYPE)


@get("/v1/snapshot", guards=[needs_site])
async def get_snapshot(request: Request[Any, Any, Any], office: NamedDependency[Office]) -> Response[bytes]:
    """All that the site is told, or a piece of it."""
    site = request.state.site
    whole = await office.ask(lambda: office.snapshots.of(site))
    headers = {"ETag": whole.etag, "Accept-Ranges": "bytes", "Cache-Control": "no-store"}
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or request.headers.get("if-range", whole.etag) != whole.etag:
        return Response(whole.sent, media_type=SNAPSHOT_MEDIA_TYPE, headers=headers)
    first, last = int(asked[1]), min(int(asked[2]), len(whole.sent) - 1)
    if first > last:
        headers["Content-Range"] = f"bytes */{len(whole.sent)}"
        return Response(b"", status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(whole.sent)}"
    piece = whole.sent[first : last + 1]
    return Response(piece, status_code=HTTPStatus.PARTIAL_CONTENT, media_type=SNAPSHOT_MEDIA_TYPE, headers=headers)
