"""/kiosk: one field that a reader types a card's text into, and what is left for that card.

The text is posted, so that no address, and no list of visited ones, holds a card. The field has the focus on the
answer too: the next family need not wait for it to clear.
"""

from typing import Any
from urllib.parse import parse_qs

from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from fieldpoint.errors import Code, Invalid
from fieldpoint.serving.family.page import page
from fieldpoint.web.family.face import look_page
from fieldpoint.web.till import Till

_FORM = "application/x-www-form-urlencoded"
_LONGEST = 400


@get("/kiosk", include_in_schema=False)
async def get_kiosk(request: Request[Any, Any, Any]) -> Response[str]:
    """The empty field."""
    return page(request, "kiosk", kiosk=True)


@post("/kiosk", status_code=200, include_in_schema=False)
async def post_kiosk(request: Request[Any, Any, Any], till: NamedDependency[Till]) -> Response[str]:
    """What is left for the holder of the card; 404 with one neutral sentence for whatever is no card of ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise Invalid(Code.MEDIA_TYPE_UNSUPPORTED)
    return look_page(request, till, _text_of(await request.body()), kiosk=True)


def _text_of(body: bytes) -> str:
    """The field's text, or nothing where the form is another."""
    try:
        (text,) = parse_qs(body.decode("ascii"), max_num_fields=2, errors="strict")["card"]
    except (KeyError, ValueError):  # no text, two of them, bytes that are no UTF-8
        return ""
    return text.strip() if len(text) <= _LONGEST else ""
