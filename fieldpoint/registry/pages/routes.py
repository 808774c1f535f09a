"""All pages of the officers, as one router whose failures are pages in words.

Imports litestar and its neighbours.
"""

from litestar import Router
from litestar.exceptions import HTTPException

from fieldpoint.errors import FieldpointError
from fieldpoint.registry.pages.city.routes import city_handlers
from fieldpoint.registry.pages.entry import get_first, get_sign_in, post_first, post_sign_in, post_sign_out
from fieldpoint.registry.pages.face import answer_failure
from fieldpoint.registry.pages.home import get_home
from fieldpoint.registry.pages.parts import get_officers_part


def page_routes() -> Router:
    """The router of the officers' pages."""
    return Router(
        path="/",
        route_handlers=[
            get_officers_part,
            get_sign_in,
            post_sign_in,
            get_first,
            post_first,
            post_sign_out,
            get_home,
            *city_handlers,
        ],
        exception_handlers={
            FieldpointError: answer_failure,
            HTTPException: answer_failure,
            Exception: answer_failure,
        },
    )
