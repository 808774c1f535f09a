"""The site's application: its routes by noun, its failures, its headers."""

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ASGIApp

from fieldpoint.assets import static_folder
from fieldpoint.serving.api.description import openapi_config
from fieldpoint.serving.api.routes import check_routes, routes_of
from fieldpoint.serving.guard import Guard
from fieldpoint.serving.plain_http import PlainHttp
from fieldpoint.serving.problems import EXCEPTION_HANDLERS
from fieldpoint.serving.run import Stop
from fieldpoint.serving.strict_body import StrictRequest
from fieldpoint.store.site import Site
from fieldpoint.web.access import RULES
from fieldpoint.web.acts import act_routes
from fieldpoint.web.campaigns.routes import campaign_routes
from fieldpoint.web.entry.guard import check_entry
from fieldpoint.web.entry.people import entry_routes
from fieldpoint.web.entry.sessions import provide_session, provide_tablet
from fieldpoint.web.family.routes import family_routes
from fieldpoint.web.gifts.routes import gift_routes
from fieldpoint.web.handouts import post_handout
from fieldpoint.web.help_page import HELP, PLAIN_PAGES, Https, help_routes, keeping
from fieldpoint.web.lists.routes import list_routes
from fieldpoint.web.openapi import SITE_API
from fieldpoint.web.pages import page_routes
from fieldpoint.web.practice.room import Practice, provide_till
from fieldpoint.web.practice.routes import post_practice
from fieldpoint.web.reports.routes import report_routes
from fieldpoint.web.rounds.routes import round_routes
from fieldpoint.web.scans import post_scan
from fieldpoint.web.services.routes import service_routes
from fieldpoint.web.shelter.routes import shelter_routes
from fieldpoint.web.shift.routes import shift_routes
from fieldpoint.web.status import get_health, get_status
from fieldpoint.web.stock.routes import stock_routes
from fieldpoint.web.till import Till, open_till, running

MAX_BODY = 64 * 1024
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}
_WORK = (*stock_routes, *gift_routes, *campaign_routes, *report_routes, *shelter_routes, *service_routes, *round_routes)


def build_app(site: Site, stop: Stop | None = None, https: Https | None = None) -> Guard:
    """The application of an opened site; its writer and its push loop run while it is served.

    `stop` is told when nothing can be acknowledged any more. With `https` its certificate is kept fit, and plain
    http gets the help page and little else; without, it is for this machine only.
    """
    till = open_till(site, stop or Stop())
    practice = Practice(till)
    app = Litestar(
        route_handlers=[
            *page_routes(static_folder()),
            *entry_routes,
            post_scan,
            post_handout,
            *act_routes,
            *shift_routes,
            *family_routes,
            *list_routes,
            *_WORK,
            post_practice,
            get_health,
            get_status,
            *help_routes(https),
        ],
        dependencies=_dependencies(practice),
        guards=[check_entry],
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=[running(till)] if https is None else [running(till), keeping(till, https.keeper)],
        on_shutdown=[practice.stop],
        logging_config=None,
        openapi_config=openapi_config(SITE_API),
        request_class=StrictRequest,
        request_max_body_size=MAX_BODY,
        signature_types=[Till, Practice],
        state=State({"till": till, "practice": practice}),
    )
    check_routes(routes_of(app), RULES)
    return _guarded(app, site, https)


def _dependencies(practice: Practice) -> dict[str, Provide]:
    """What a handler may ask for by name: the till that answers it, who asks, from which tablet."""
    return {
        "till": Provide(provide_till),
        "practice": Provide(lambda: practice, sync_to_thread=False),
        "session": Provide(provide_session, sync_to_thread=False),
        "device": Provide(provide_tablet, sync_to_thread=False),
    }


def _guarded(app: ASGIApp, site: Site, https: Https | None) -> Guard:
    hosts = {*_LOCAL, site.facts.card_host.partition(":")[0].lower()}
    if https is None:
        return Guard(app=app, hosts=hosts, headers=_HEADERS, max_body=MAX_BODY)
    https.keeper.hosts |= hosts
    inner = PlainHttp(app=app, served=PLAIN_PAGES, front=HELP, port=https.port)
    return Guard(app=inner, hosts=https.keeper.hosts, headers=_HEADERS, max_body=MAX_BODY)
