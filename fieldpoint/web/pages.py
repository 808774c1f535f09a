"""The desk's page and its parts, served as files: the page, its styles, its modules, and `vendor/`.

What is served is listed once at the start and looked up by name, so no path can lead out of the folder, and
a browser that holds a file already gets 304. The package list beside them in `static/` is not served.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from fieldpoint.errors import Code, NotFound

_SERVED: Final = ("*.css", "*.svg", "js/**/*.js", "vendor/**/*.js", "vendor/**/*.wasm", "vendor/**/*.woff2")
_MEDIA: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
_PAGE: Final = "index.html"


class _File(msgspec.Struct, frozen=True, kw_only=True):
    path: Path
    media_type: str
    etag: str


def page_routes(static: Path) -> list[HTTPRouteHandler]:
    """The routes of the page's files in a `static` folder."""
    files = {_name(path, static): _file(path) for pattern in (_PAGE, *_SERVED) for path in static.glob(pattern)}

    @get("/", include_in_schema=False)
    async def get_page(request: Request[Any, Any, Any]) -> Response[bytes]:
        """The desk's page; it asks for the session itself."""
        return _answer(files[_PAGE], request)

    @get("/static/{name:path}", include_in_schema=False)
    async def get_part(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
        """A part of the page. `NotFound` (`route-unknown`) for whatever is none."""
        found = files.get(name.removeprefix("/"))
        if found is None or found.path.name == _PAGE:
            raise NotFound(Code.ROUTE_UNKNOWN)
        return _answer(found, request)

    return [get_page, get_part]


def _name(path: Path, static: Path) -> str:
    return path.relative_to(static).as_posix()


def _file(path: Path) -> _File:
    etag = f'"{sha256(path.read_bytes()).hexdigest()[:32]}"'
    return _File(path=path, media_type=_MEDIA[path.suffix], etag=etag)


def _answer(file: _File, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The file, or 304 to a browser that holds it (RFC 9110, section 13.1.2)."""
    headers = {"ETag": file.etag, "Cache-Control": "no-cache"}
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=file.media_type)
    return Response(file.path.read_bytes(), headers=headers, media_type=file.media_type)
