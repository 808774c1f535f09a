"""/hall: the numbers that are called and where to, large, for a screen at the site that nobody signs in on.

It shows what stands in a hall for everybody to see: a queue's letter, a number, a desk; no person, no programme. The
page asks again every few seconds; without scripts the browser opens it anew. Plain http serves it too, for a screen
that trusts no authority.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency

from fieldpoint.core.spoken import in_digits
from fieldpoint.store.services.tickets import called_last
from fieldpoint.web.services.looks import seen_by
from fieldpoint.web.services.wire_queue import CallsReply, CallView
from fieldpoint.web.till import Till

if TYPE_CHECKING:
    from jinja2 import Template

HALL_PAGES: Final = (
    r"/hall|/api/v1/calls|/static/hall\.css|/static/js/(pure/hall_view|hall)\.js"
    r"|/static/vendor/vazirmatn/Vazirmatn-Variable\.woff2"
)
MOST_CALLS: Final = 8
_NUMBERED: Final = re.compile(r"d\d+", re.ASCII)
_TEMPLATES = Path(__file__).parent / "templates"


@get("/hall", include_in_schema=False)
async def get_hall(request: Request[Any, Any, Any], till: NamedDependency[Till]) -> Response[str]:  # noqa: ARG001
    """The display with what is called now."""
    text = _template().render(calls=calls_of(till).calls, digits=in_digits)
    return Response(text, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})


@get("/api/v1/calls")
async def get_calls(till: NamedDependency[Till]) -> CallsReply:
    """The numbers that are called and not done, the last one first."""
    return calls_of(till)


def calls_of(till: Till) -> CallsReply:
    """What the display shows of today."""
    seen = seen_by(till)
    found = called_last(seen.connection, seen.day, MOST_CALLS)
    stamp = f"{seen.day}.{found[0].moved}.{found[0].calls}" if found else seen.day
    calls = [CallView(queue=one.queue, number=one.number, desk=desk_in_words(one.desk)) for one in found]
    return CallsReply(stamp=stamp, calls=calls)


def desk_in_words(desk: str) -> str:
    """What people in the hall call a desk: `d1` is «میز ۱»."""
    return f"میز {in_digits(desk.removeprefix('d') if _NUMBERED.fullmatch(desk) else desk)}"


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, select_autoescape  # noqa: PLC0415  1.5 MiB, for the first look

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(default=True), auto_reload=False
    )
    return environment.get_template("hall.html")
