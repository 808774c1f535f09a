"""The desk's page and its parts, served as files: the page, its styles, its modules, and `vendor/`.

Only what a browser needs: the package list beside them in `static/` is not served.
"""

from pathlib import Path

from litestar import MediaType, Response, get
from litestar.datastructures import CacheControlHeader
from litestar.handlers import HTTPRouteHandler
from litestar.router import Router
from litestar.static_files import create_static_files_router  # pyright: ignore[reportUnknownVariableType]

_REVALIDATE = CacheControlHeader(no_cache=True)
_A_DAY = CacheControlHeader(max_age=86_400)


def page_routes(static: Path) -> list[Router | HTTPRouteHandler]:
    """The routes of the page's files in a `static` folder."""

    @get("/", media_type=MediaType.HTML, include_in_schema=False, cache_control=_REVALIDATE)
    async def get_page() -> bytes:
        """The desk's page; it asks for the session itself."""
        return (static / "index.html").read_bytes()

    return [
        get_page,
        _file(static, "app.css", "text/css; charset=utf-8"),
        _file(static, "card.css", "text/css; charset=utf-8"),
        _file(static, "icon.svg", "image/svg+xml"),
        _folder(static, "js", _REVALIDATE),
        _folder(static, "vendor", _A_DAY),
    ]


def _file(static: Path, name: str, media_type: str) -> HTTPRouteHandler:
    @get(f"/static/{name}", include_in_schema=False, cache_control=_REVALIDATE)
    async def get_file() -> Response[bytes]:
        return Response((static / name).read_bytes(), media_type=media_type)

    return get_file


def _folder(static: Path, name: str, cache_control: CacheControlHeader) -> Router:
    return create_static_files_router(
        path=f"/static/{name}",
        directories=[static / name],
        cache_control=cache_control,
        include_in_schema=False,
        send_as_attachment=False,
    )
