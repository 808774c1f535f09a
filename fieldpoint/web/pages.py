"""The desk's page and its parts, served as files: the page, its styles, its modules, and `vendor/`.

What is served is listed once at the start and looked up by name, so no path can lead out of the folder, and
a browser that holds a file already gets 304. The package list beside them in `static/` is not served.

The **shell** is the page with all that it needs to start and to read a card. Its version is the hash of its files'
names and content. The service worker's script begins with that list, so a shell that changed is a script that
changed, which is what browsers look for; and the worker takes a file only with the tag that the list gives it, so
a shell is never half of one version and half of another.
"""

import asyncio
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from fieldpoint.errors import Code, NotFound

_SERVED: Final = (
    "*.css", "*.svg", "manifest.webmanifest", "sw.js", "js/**/*.js",
    "vendor/**/*.js", "vendor/**/*.wasm", "vendor/**/*.woff2",
)  # fmt: skip
# Litestar adds the character set to what is text.
_MEDIA: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_PAGE: Final = "index.html"
_WORKER: Final = "sw.js"
_DRAWING: Final = "icon.svg"
# Served, and no part of the shell: what a browser asks for itself, and the family's page.
_OUTSIDE: Final = frozenset({_WORKER, "manifest.webmanifest", "card.css", "js/photo.js"})
# A worker under /static/ may serve the whole site only where the server says so.
_WORKER_HEADERS: Final = {"Service-Worker-Allowed": "/"}
# The icon in the sizes that home screens ask for: drawn from our own SVG when one does, and kept, because a picture is
# never committed, and a checkout without a build has icons too.
_ICONS: Final = {f"icon-{size}.png": size for size in (180, 192, 512)}


class _File(msgspec.Struct, frozen=True, kw_only=True):
    path: Path
    media_type: str
    etag: str


class _Shell(msgspec.Struct, frozen=True, kw_only=True):
    """What a tablet keeps to start without the server: a version, and the tag of each file by its address."""

    version: str
    files: Mapping[str, str]


def page_routes(static: Path) -> list[HTTPRouteHandler]:
    """The routes of the page's files in a `static` folder."""
    files = _files(static)
    listed = b"self.SHELL = " + msgspec.json.encode(_shell(files)) + b";\n"

    @get("/", include_in_schema=False)
    async def get_page(request: Request[Any, Any, Any]) -> Response[bytes]:
        """The desk's page; it asks for the session itself."""
        return _answer(files[_PAGE], request)

    @get("/static/{name:path}", include_in_schema=False)
    async def get_part(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
        """A part of the page. `NotFound` (`route-unknown`) for whatever is none."""
        name = name.removeprefix("/")
        if name in _ICONS:
            picture = await asyncio.to_thread(_drawn, files[_DRAWING].path, _ICONS[name])
            return Response(picture, headers={"Cache-Control": "max-age=86400"}, media_type="image/png")
        found = files.get(name)
        if found is None or found.path.name == _PAGE:
            raise NotFound(Code.ROUTE_UNKNOWN)
        return _worker(found, listed) if name == _WORKER else _answer(found, request)

    return [get_page, get_part]


def _worker(file: _File, listed: bytes) -> Response[bytes]:
    """The service worker's script, which begins with the list of the shell."""
    headers = {"Cache-Control": "no-cache", **_WORKER_HEADERS}
    return Response(listed + file.path.read_bytes(), headers=headers, media_type=file.media_type)


def _shell(files: Mapping[str, _File]) -> _Shell:
    """The files of the shell in order; the worker's own script counts for the version."""
    listed = {_address(name): file.etag for name, file in sorted(files.items()) if name not in _OUTSIDE}
    named = msgspec.json.encode([listed, files[_WORKER].etag])
    return _Shell(version=sha256(named).hexdigest()[:16], files=listed)


@cache
def _drawn(drawing: Path, size: int) -> bytes:
    from fieldpoint.paper.app_icon import icon_png  # noqa: PLC0415  Pillow, for the one time a tablet installs the page

    return icon_png(drawing, size)


def _files(static: Path) -> dict[str, _File]:
    return {_name(path, static): _file(path) for pattern in (_PAGE, *_SERVED) for path in static.glob(pattern)}


def _address(name: str) -> str:
    return "/" if name == _PAGE else f"/static/{name}"


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
