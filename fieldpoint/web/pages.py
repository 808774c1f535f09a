"""The desk's page and its parts, served as files: the page, its styles, its modules, and `vendor/`.

What is served is listed once at the start and looked up by name, so no path can lead out of the folder, and
a browser that holds a file already gets 304. Text and the decoder go out packed; a tag names the content, however it
was packed. The package list beside them in `static/` is not served.

The **shell** is the page with all that it needs to start and to read a card. Its version is the hash of its files'
names and content. The service worker's script begins with that list, so a shell that changed is a script that
changed, which is what browsers look for; and the worker takes a file only with the tag that the list gives it, so
a shell is never half of one version and half of another.

The page names every module that it begins with, so that a browser asks for all of them at once and not for one after
it has read another. They are of low priority: a slow tablet paints first and reads scripts then (measured with a
processor a quarter as fast: the first paint in half the time, the first screen no later).
"""

import asyncio
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from fieldpoint.errors import Code, NotFound
from fieldpoint.serving.packed import packed, packs_well, takes_packed

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
_FIRST: Final = "js/main.js"
# What a module needs before it runs; what it brings in later, `import(…)`, begins no line.
_IMPORTED: Final = re.compile(rb'^(?:import|export)\b[^";]*\bfrom "(\.[^"]+)";', re.MULTILINE)
# Served, and no part of the shell: what a browser asks for itself, and the family's page.
_OUTSIDE: Final = frozenset(
    {_WORKER, "manifest.webmanifest", "card.css", "js/photo.js", "hall.css", "js/hall.js", "js/pure/hall_view.js"}
)
# No part of the shell either: modules of types alone, which nobody asks for, and screens that are brought in
# when a lead opens them and can do nothing without the site, with what is theirs alone.
_WORK: Final = "stock|gifts|campaigns|shelter|services|reports"  # what leads and shifts do beside the desk
_OUTSIDE_TOO: Final = re.compile(
    rf"js/(?:wire(?:_\w+)?|work|api_(?:lists|search|told|{_WORK})|text_(?:fa|en)_(?:activity|{_WORK})|save_file"
    rf"|screens/(?:lists|register|{_WORK})/\w+"
    r"|screens/(?:operators|operator_role|tablets|roster_page|pairing_sheet|switch)|screens/cards/(?:card_print|card_row|lost_card|look_cards|house_cards)"
    r"|screens/lead/(?:search|visit|reviews|activity|words|work_line|household(?:_\w+)?|told_words|(?:life|verdicts)_panel)"
    r"|screens/rounds/lead_\w+|pure/(?:parts|import_view|register_view|national_id|(?:gift|shelter)_view))\.js"
    rf"|(?:card_(?:paper|front)|{_WORK})\.css"
)
# Of these a tablet keeps what it has opened once: a shelter's night goes on without the site.
_OPENED: Final = re.compile(
    r"js/(?:(?:api|text_(?:fa|en))_shelter|screens/shelter/\w+|pure/shelter_view)\.js|shelter\.css"
)
# A worker under /static/ may serve the whole site only where the server says so.
_WORKER_HEADERS: Final = {"Service-Worker-Allowed": "/"}
# The icon in the sizes that home screens ask for: drawn from our own SVG when one does, and kept, because a picture is
# never committed, and a checkout without a build has icons too.
_ICONS: Final = {f"icon-{size}.png": size for size in (180, 192, 512)}


class _File(msgspec.Struct, frozen=True, kw_only=True):
    path: Path
    media_type: str
    etag: str
    made: bytes | None = None  # the content, where it is not the file's own

    def content(self) -> bytes:
        """What is served, unpacked."""
        return self.path.read_bytes() if self.made is None else self.made


class _Shell(msgspec.Struct, frozen=True, kw_only=True):
    """What a tablet keeps to start without the server: a version, and the tag of each file by its address.

    `opened` are files that it keeps as well, once it has opened them.
    """

    version: str
    files: Mapping[str, str]
    opened: Mapping[str, str]


def page_routes(static: Path) -> list[HTTPRouteHandler]:
    """The routes of the page's files in a `static` folder."""
    files = _files(static)
    files[_PAGE] = _page(files)
    files[_WORKER] = _worker(files)

    @get("/", include_in_schema=False)
    async def get_page(request: Request[Any, Any, Any]) -> Response[bytes]:
        """The desk's page; it asks for the session itself."""
        return await _answer(files[_PAGE], request)

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
        answer = await _answer(found, request)
        if name == _WORKER:
            answer.headers.update(_WORKER_HEADERS)
        return answer

    return [get_page, get_part]


def _page(files: Mapping[str, _File]) -> _File:
    """The page, which names the modules that it begins with."""
    page, links = (
        files[_PAGE],
        (f'<link rel="modulepreload" fetchpriority="low" href="{_address(name)}">\n' for name in _begun(files)),
    )
    made = page.content().replace(b"</head>", "".join(links).encode() + b"</head>", 1)
    return msgspec.structs.replace(page, made=made, etag=_tag(made))


def _begun(files: Mapping[str, _File]) -> Mapping[str, None]:
    """The names of the first module and of all that it imports, and they in turn, in the order of being met."""
    met: dict[str, None] = {}
    coming = [_FIRST]
    while coming:
        met |= dict.fromkeys(coming)
        named = chain.from_iterable(_imported(name, files[name]) for name in coming)
        coming = [name for name in named if name in files and name not in met]
    return met


def _imported(name: str, module: _File) -> list[str]:
    found = _IMPORTED.findall(module.content())
    return [normpath(join(dirname(name), relative.decode())) for relative in found]


def _worker(files: Mapping[str, _File]) -> _File:
    """The service worker's script, which begins with the list of the shell."""
    script = files[_WORKER]
    made = b"self.SHELL = " + msgspec.json.encode(_shell(files)) + b";\n" + script.content()
    return msgspec.structs.replace(script, made=made, etag=_tag(made))


def _shell(files: Mapping[str, _File]) -> _Shell:
    """The files of the shell in order; the worker's own script counts for the version."""
    listed = {_address(name): file.etag for name, file in sorted(files.items()) if _kept(name)}
    named = msgspec.json.encode([listed, files[_WORKER].etag])
    opened = {_address(name): file.etag for name, file in sorted(files.items()) if _OPENED.fullmatch(name)}
    return _Shell(version=sha256(named).hexdigest()[:16], files=listed, opened=opened)


def _kept(name: str) -> bool:
    return name not in _OUTSIDE and _OUTSIDE_TOO.fullmatch(name) is None


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
    return _File(path=path, media_type=_MEDIA[path.suffix], etag=_tag(path.read_bytes()))


def _tag(content: bytes) -> str:
    """The tag of some content. Weak, because it is the same for both forms that go out (RFC 9110, section 8.8.1)."""
    return f'W/"{sha256(content).hexdigest()[:32]}"'


async def _answer(file: _File, request: Request[Any, Any, Any]) -> Response[bytes]:
    """The file, packed where that is taken, or 304 to a browser that holds it (RFC 9110, section 13.1.2)."""
    headers = {"ETag": file.etag, "Cache-Control": "no-cache"}
    packs = packs_well(file.path)
    if packs:
        headers["Vary"] = "Accept-Encoding"
    if file.etag.removeprefix("W/") in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=file.media_type)
    if packs and takes_packed(request.headers.get("accept-encoding", "")):
        headers["Content-Encoding"] = "gzip"
        # Beside other answers: the decoder takes a while, once.
        content = await asyncio.to_thread(_packed, file)
        return Response(content, headers=headers, media_type=file.media_type)
    return Response(file.content(), headers=headers, media_type=file.media_type)


@cache
def _packed(file: _File) -> bytes:
    return packed(file.content())
