"""What every officers' page is dressed in: a style sheet of its own, the desk's colours, the typeface.

Listed by name, so that no path leads out of their folders. Imports litestar, assets and serving.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from litestar import Request, Response, get
from litestar.params import FromPath

from fieldpoint.assets import static_folder, vendor_file
from fieldpoint.errors import Code, NotFound

_STYLES = Path(__file__).parent / "styles"
_TYPEFACE: Final = "vazirmatn/Vazirmatn-Variable.woff2"
_CSS: Final = "text/css"


def _part(name: str) -> tuple[Path, str]:
    """The file of a part and its media type. `NotFound` (`route-unknown`)."""
    match name:
        case "/officers.css" | "/counts.css" | "/lists.css" | "/campaigns.css":
            return _STYLES / name.removeprefix("/"), _CSS
        case "/theme.css":
            return static_folder() / "theme.css", _CSS
        case "/icon.svg":
            return static_folder() / "icon.svg", "image/svg+xml"
        case "/vendor/vazirmatn/Vazirmatn-Variable.woff2":
            return vendor_file(_TYPEFACE), "font/woff2"
        case _:
            raise NotFound(Code.ROUTE_UNKNOWN)


@get("/officers/static/{name:path}", include_in_schema=False)
async def get_officers_part(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """A part of the pages; 304 to a browser that holds it."""
    path, media_type = _part(name)
    content = path.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match", "") == tag:
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    return Response(content, headers=headers, media_type=media_type)
