"""A page that a visitor may open without signing in, and that a large screen may show: a campaign's picture.

Numbers of things and nothing of people: how many pieces were pledged, arrived and were handed out. The page asks the
browser for itself anew by a header, so that a screen on the wall needs no hand and no script; nothing on it moves.

Imports litestar, core and its neighbours; jinja2 with the first page.
"""

from functools import cache, lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.params import FromPath

from fieldpoint.assets import static_folder, vendor_file
from fieldpoint.core.campaigns.campaign import Puzzle
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.names import Day
from fieldpoint.core.spoken import in_digits, in_words
from fieldpoint.errors import Code, NotFound
from fieldpoint.serving.packed import packed, takes_packed

if TYPE_CHECKING:
    from jinja2 import Template

PUZZLE: Final = "/puzzle"
ANEW_AFTER_S: Final = 30
_ROOM = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody may know of a campaign: its numbers, its puzzle, and on which day it stands so.

    `givers` are the names that givers asked to be shown, `closed` when it is over.
    """

    report: CampaignReport
    puzzle: Puzzle
    day: Day
    about: str = ""
    givers: tuple[str, ...] = ()
    closed: bool = False


def puzzle_page(request: Request[Any, Any, Any], shown: Shown | None) -> Response[bytes]:
    """The page; 404 with one sentence where no such campaign is there to be shown."""
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    headers["Refresh"] = str(ANEW_AFTER_S)
    plain, small = _rendered(msgspec.json.encode(shown))
    packs = takes_packed(request.headers.get("accept-encoding", ""))
    headers |= {"Content-Encoding": "gzip"} if packs else {}
    status = HTTPStatus.NOT_FOUND if shown is None else HTTPStatus.OK
    return Response(small if packs else plain, status_code=status, media_type=MediaType.HTML, headers=headers)


@get("/puzzle/static/{name:str}", include_in_schema=False)
async def get_puzzle_part(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the page is dressed in; 304 to a browser that holds it. 404 `route-unknown`."""
    path, media_type = _part(name)
    content = path.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "max-age=3600"}
    if request.headers.get("if-none-match", "") == tag:
        return Response(b"", status_code=HTTPStatus.NOT_MODIFIED, headers=headers, media_type=media_type)
    return Response(content, headers=headers, media_type=media_type)


@lru_cache(maxsize=4)
def _rendered(told: bytes) -> tuple[bytes, bytes]:
    """The page and its packed form, drawn once as long as its numbers stay, for anybody may ask, and often."""
    content = _template().render(**_told(msgspec.json.decode(told, type=Shown | None))).encode()
    return content, packed(content)


def _told(shown: Shown | None) -> dict[str, Any]:
    """What the template says."""
    if shown is None or shown.report.pieces is None:
        return {"shown": None}
    from fieldpoint.core.campaigns.picture import filled, puzzle_svg  # noqa: PLC0415  for the first look

    report, pieces = shown.report, shown.report.pieces
    handed, arrived, pledged = filled(pieces)
    left = pieces.total - pledged
    sentence = (
        f"پازل {report.title}: {in_digits(handed)} تکه به دست نیازمند رسیده، {in_digits(arrived - handed)} تکه رسیده،"
        f" {in_digits(pledged - arrived)} تکه قول داده شده و {in_digits(left)} تکه مانده است"
    )
    return {
        "shown": shown,
        "picture": puzzle_svg(report.code, shown.puzzle, pieces, title=sentence),
        "numbers": [
            ("handed", "تحویل شد", _number(pieces.handed)),
            ("arrived", "رسید", _number(pieces.arrived)),
            ("pledged", "قول داده شد", _number(pieces.pledged)),
            ("left", "جای خالی", _number(left)),
        ],
        "reached": _number(report.reached),
        "target": _number(report.target),
        "unit": report.unit,
        "day": in_words(shown.day),
        "percent": min(100, report.reached * 100 // report.target),
    }


def _part(name: str) -> tuple[Path, str]:
    match name:
        case "puzzle.css":
            return _ROOM / "styles" / "puzzle.css", "text/css"
        case "icon.svg":
            return static_folder() / "icon.svg", "image/svg+xml"
        case "Vazirmatn-Variable.woff2":
            return vendor_file("vazirmatn/Vazirmatn-Variable.woff2"), "font/woff2"
        case _:
            raise NotFound(Code.ROUTE_UNKNOWN)


def _number(value: int) -> str:
    return in_digits(f"{value:,}".replace(",", "٬"))


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, select_autoescape  # noqa: PLC0415  1.5 MiB, for the first look

    environment = Environment(
        loader=FileSystemLoader(_ROOM / "templates"), autoescape=select_autoescape(default=True), auto_reload=False
    )
    return environment.get_template("puzzle.html")
