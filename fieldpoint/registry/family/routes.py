"""GET /C/<token>: a family's own card on any telephone, and /C, where its page goes when it clears itself.

Whoever tries many texts that are no cards has to wait, for real cards too. No list of what was asked is kept anywhere.
Imports litestar, serving, assets and its neighbours.
"""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from zoneinfo import ZoneInfo

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.assets import static_folder
from fieldpoint.clock import wall_ms
from fieldpoint.core.rules.period import Moment
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.family.look import look
from fieldpoint.registry.office import Office
from fieldpoint.serving.family.page import UNSAID, chosen, line_of, page
from fieldpoint.serving.guard import guard_of, sender_of

ZONE: Final = "Asia/Tehran"
_PARTS: Final = {"card.css": "text/css", "icon.svg": "image/svg+xml"}


@get("/C/{token:str}", include_in_schema=False)
async def get_card_page(
    token: FromPath[str], request: Request[Any, Any, Any], office: NamedDependency[Office]
) -> Response[str]:
    """What is left for the holder of a card; 404 with one neutral sentence for whatever is no card of ours."""
    guesses, sender = guard_of(request.scope).guesses, sender_of(request.scope)
    if wait := guesses.is_used_up(sender):
        answer = page(request, "wait", kiosk=False, status=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(wait)
        return answer
    moment = moment_now()
    seen = await office.ask(lambda: look(office.registry, token, moment))
    if seen is None:
        guesses.wait_s(sender)
        return page(request, "unknown", kiosk=False, status=HTTPStatus.NOT_FOUND, photo="")
    words = chosen(request).words
    lines = [line_of(one.programme, one.due, words) for one in seen if one.due.reason not in UNSAID]
    return page(request, "card", kiosk=False, day=moment.counted, lines=lines)


@get("/C", include_in_schema=False)
async def get_cleared_page(request: Request[Any, Any, Any]) -> Response[str]:
    """The page after the card's: it says how to look again, and holds nothing."""
    return page(request, "cleared", kiosk=False, photo="")


@get("/static/{name:str}", include_in_schema=False)
async def get_card_part(name: FromPath[str]) -> Response[bytes]:
    """What the page is dressed in. 404 `route-unknown`."""
    if name not in _PARTS:
        raise NotFound(Code.ROUTE_UNKNOWN)
    content = (static_folder() / name).read_bytes()
    return Response(content, media_type=_PARTS[name], headers={"Cache-Control": "max-age=86400"})


def moment_now() -> Moment:
    """Today and the hour in Tehran, by the registry's clock: no day is opened here, a family may ask at any time."""
    from fieldpoint.core.jalali import day_of  # noqa: PLC0415  jdatetime, for the first card

    there = datetime.fromtimestamp(wall_ms() / 1000, UTC).astimezone(ZoneInfo(ZONE))
    day = day_of(there.date())
    return Moment(day=day, clock_day=day, minute=there.hour * 60 + there.minute)


family_handlers: Final = (get_card_page, get_cleared_page, get_card_part)
