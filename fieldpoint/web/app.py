"""The site's application: its routes by noun, its failures, its headers."""

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ASGIApp

from fieldpoint.assets import static_folder
from fieldpoint.serving.guard import Guard
from fieldpoint.serving.problems import EXCEPTION_HANDLERS
from fieldpoint.serving.run import Stop
from fieldpoint.serving.strict_body import StrictRequest
from fieldpoint.store.site import Site
from fieldpoint.web.acts import act_routes
from fieldpoint.web.card_page import get_card_page
from fieldpoint.web.handouts import post_handout
from fieldpoint.web.openapi import openapi_config
from fieldpoint.web.pages import page_routes
from fieldpoint.web.scans import post_scan
from fieldpoint.web.sessions import provide_session, session_routes
from fieldpoint.web.shift.routes import shift_routes
from fieldpoint.web.status import get_health, get_status
from fieldpoint.web.till import Till, open_till, running

MAX_BODY = 64 * 1024
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}


def build_app(site: Site, stop: Stop | None = None) -> ASGIApp:
    """The application of an opened site; its writer and its push loop run while it is served.

    `stop` is told when nothing can be acknowledged any more.
    """
    till = open_till(site, stop or Stop())
    app = Litestar(
        route_handlers=[
            *page_routes(static_folder()),
            session_routes,
            post_scan,
            post_handout,
            *act_routes,
            *shift_routes,
            get_card_page,
            get_health,
            get_status,
        ],
        dependencies={
            "till": Provide(lambda: till, sync_to_thread=False),
            "session": Provide(provide_session, sync_to_thread=False),
        },
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=[running(till)],
        logging_config=None,
        openapi_config=openapi_config(),
        request_class=StrictRequest,
        request_max_body_size=MAX_BODY,
        signature_types=[Till],
        state=State({"till": till}),
    )
    hosts = {*_LOCAL, site.facts.card_host.partition(":")[0].lower()}
    return Guard(app=app, hosts=hosts, headers=_HEADERS, max_body=MAX_BODY)
