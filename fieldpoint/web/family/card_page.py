"""GET /C/<token>: a family's own card on any telephone, and /C, where its page goes when it clears itself."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.serving.family.page import page
from fieldpoint.web.family.face import look_page
from fieldpoint.web.till import Till


@get("/C/{token:str}", include_in_schema=False)
async def get_card_page(
    token: FromPath[str], request: Request[Any, Any, Any], till: NamedDependency[Till]
) -> Response[str]:
    """What is left for the holder of a card; 404 with one neutral sentence for whatever is no card of ours."""
    return look_page(request, till, token)


@get("/C", include_in_schema=False)
async def get_cleared_page(request: Request[Any, Any, Any]) -> Response[str]:
    """The page after the card's: it says how to look again, and holds nothing."""
    return page(request, "cleared", kiosk=False)
