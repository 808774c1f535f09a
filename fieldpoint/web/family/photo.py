"""GET /photo: a card looked at by a photo, where a browser gives no camera to a page that is not encrypted.

The picture is read in the page and stays there: what leaves it is the address of the card's own page, as if the
telephone had read the code itself. So this one page of the family's runs a script; its own files and nothing else.
"""

from typing import Any, Final

from litestar import Request, Response, get

from fieldpoint.serving.family.page import page

PHOTO: Final = "/photo"
# The parts that the page loads; plain http serves these too.
PHOTO_PARTS: Final = (
    r"/static/js/(photo|decoder|decode_worker|qr_reader|script_address|pure/card_token|pure/uuid7)\.js"
    r"|/static/vendor/(barcode-detector/[a-z-]+\.js|zxing-wasm/zxing_reader\.wasm)"
)
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


@get(PHOTO, include_in_schema=False)
async def get_photo_page(request: Request[Any, Any, Any]) -> Response[str]:
    """One button that takes or chooses a photo."""
    answer = page(request, "photo", kiosk=False)
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer
