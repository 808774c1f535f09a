"""GET /help: how a tablet, phone or computer comes to trust this site, without JavaScript and over plain http.

It must be readable before anything is trusted, so it is the one page with the card's own that plain http serves.
Whoever stands between a tablet and the box could show another authority here; the fingerprint is for comparing
with the one that the lead prints by `fieldpoint tls show`.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.handlers import HTTPRouteHandler

from fieldpoint.errors import Code, NotFound
from fieldpoint.serving.campaigns.page import PUZZLE
from fieldpoint.serving.guard import host_of
from fieldpoint.tls.files import fingerprint
from fieldpoint.tls.host import is_loopback, origin
from fieldpoint.tls.keeper import Keeper
from fieldpoint.tls.opened import last_opened
from fieldpoint.web.family.photo import PHOTO, PHOTO_PARTS
from fieldpoint.web.services.hall import HALL_PAGES
from fieldpoint.web.till import Till

if TYPE_CHECKING:
    from jinja2 import Template

HELP: Final = "/help"
AUTHORITY: Final = "/help/fieldpoint-ca.crt"
PROFILE: Final = "/help/fieldpoint-ca.mobileconfig"
# Whole paths that plain http answers; a part of a path is one word, so that none leads anywhere else.
PLAIN_PAGES: Final = re.compile(
    rf"{HELP}|{re.escape(AUTHORITY)}|{re.escape(PROFILE)}|/C(/[^/]+)?|/static/(card|help)\.css|/static/icon\.svg"
    rf"|{PHOTO}|{PHOTO_PARTS}|{HALL_PAGES}|{PUZZLE}(/[^/]+|/static/[^/]+)?"
)
_TEMPLATES: Final = Path(__file__).parent / "templates"
# Which of the page's parts stands open: the first that a browser's own name holds (an iPad says «Macintosh»).
_PLATFORMS: Final = (
    ("Android", ("android",)),
    ("iPhone", ("ios",)),
    ("iPad", ("ios",)),
    ("Macintosh", ("ios", "macos")),
    ("Firefox", ("firefox",)),
    ("Windows", ("windows",)),
    ("Linux", ("linux",)),
)


class Https(msgspec.Struct, frozen=True, kw_only=True):
    """How a server is reached: its certificate, the port of https, and that of plain http."""

    keeper: Keeper
    port: int
    plain_port: int


def keeping(till: Till, keeper: Keeper):  # noqa: ANN201  a lifespan as Litestar wants it
    """The lifespan of a server's certificate: it is looked after while the server runs."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncGenerator[None]:
        keeper.start(lambda: last_opened(till.reader))
        try:
            yield
        finally:
            await keeper.stop()

    return lifespan


def help_routes(https: Https | None) -> list[HTTPRouteHandler]:
    """The help page and the two forms of the authority that it offers; without TLS there is nothing at them."""

    def known() -> Https:
        if https is None:
            raise NotFound(Code.ROUTE_UNKNOWN)
        return https

    @get(HELP, media_type=MediaType.HTML, include_in_schema=False)
    async def get_help(request: Request[Any, Any, Any]) -> str:
        """How to install the authority on the device that asks, and on the others."""
        site = known()
        host, authority = _shown_host(host_of(request.scope), site), site.keeper.authority_der
        plain, secure = origin("http", host, site.plain_port), origin("https", host, site.port)
        return _template().render(
            authority=AUTHORITY,
            profile=PROFILE,
            desk=f"{secure}/",
            fingerprint=fingerprint(authority),
            open=_open_parts(request.headers.get("user-agent", "")),
            qr=_qr_svg(f"{plain}{AUTHORITY}"),
            qr_text=f"{plain}{AUTHORITY}",
        )

    @get(AUTHORITY, include_in_schema=False)
    async def get_authority() -> Response[bytes]:
        """The authority's certificate: what a device installs."""
        return Response(known().keeper.authority_der, media_type="application/x-x509-ca-cert")

    @get(PROFILE, include_in_schema=False)
    async def get_profile() -> Response[bytes]:
        """The same as a profile for iPads, iPhones and Macs."""
        return Response(_profile(known().keeper.authority_der), media_type="application/x-apple-aspen-config")

    return [get_help, get_authority, get_profile]


def _qr_svg(text: str) -> str:
    """A QR code as an SVG element, dark on white also where the page is dark."""
    import segno  # noqa: PLC0415  for whoever needs help

    return segno.make_qr(text, error="m", boost_error=False).svg_inline(
        scale=6, border=4, dark="#000", light="#fff", omitsize=True
    )


def _shown_host(asked: str, https: Https) -> str:
    """The host as it was asked for; on the box itself one by which a tablet can reach it."""
    if not is_loopback(asked):
        return asked
    others = [one for one in https.keeper.leaf.addresses if not is_loopback(one) and ":" not in one]
    return others[0] if others else asked


def _open_parts(browser: str) -> tuple[str, ...]:
    return next((parts for word, parts in _PLATFORMS if word in browser), ())


def _profile(authority: bytes) -> bytes:
    """A configuration profile with one root certificate; its names are made of the certificate's digest."""
    import plistlib  # noqa: PLC0415  for the first iPad

    digest = sha256(authority).hexdigest().upper()
    names = ["-".join((part[:8], part[8:12], part[12:16], part[16:20], part[20:32])) for part in (digest, digest[32:])]
    payload = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": "fieldpoint.authority.root",
        "PayloadUUID": names[0],
        "PayloadDisplayName": "Fieldpoint",
        "PayloadCertificateFileName": "fieldpoint-ca.crt",
        "PayloadContent": authority,
    }
    profile = {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": "fieldpoint.authority",
        "PayloadUUID": names[1],
        "PayloadDisplayName": "Fieldpoint",
        "PayloadDescription": "HTTPS of this site's own box; no other site and no address of the internet.",
        "PayloadContent": [payload],
    }
    return plistlib.dumps(profile)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, select_autoescape  # noqa: PLC0415  1.5 MiB, for who needs help

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(default=True), auto_reload=False
    )
    return environment.get_template("help.html")
