"""All pages of the officers, as one router whose failures are pages in words.

Imports litestar and its neighbours.
"""

from litestar import Router
from litestar.exceptions import HTTPException

from fieldpoint.errors import FieldpointError
from fieldpoint.registry.campaigns.pages import get_campaign, get_campaigns, post_campaign
from fieldpoint.registry.pages.city.routes import city_handlers
from fieldpoint.registry.pages.entry import get_first, get_sign_in, post_first, post_sign_in, post_sign_out
from fieldpoint.registry.pages.face import answer_failure
from fieldpoint.registry.pages.gifts.routes import gift_handlers
from fieldpoint.registry.pages.home import get_home
from fieldpoint.registry.pages.parts import get_officers_part
from fieldpoint.registry.pages.people import account, log, people, taken
from fieldpoint.registry.pages.work import cases, sites, waiting, waybills
from fieldpoint.registry.services.pages import get_officers_services
from fieldpoint.registry.shelter.routes import get_shelters

_WORK = (
    *(sites.get_sites, sites.post_site, sites.get_site, sites.post_site_name, sites.post_site_code),
    *(sites.post_site_stop, sites.post_key, sites.post_life),
    *(waiting.get_waiting, waiting.post_waiting, waiting.post_batch, waiting.get_closes, waiting.get_lives),
    *(cases.get_cases, cases.post_case, waybills.get_waybills, waybills.post_waybill),
    *(cases.get_cases, cases.post_case, get_shelters),
)
_PEOPLE = (
    *(people.get_people, people.post_officer, people.post_organisation, people.post_officer_code),
    *(people.post_officer_end, taken.get_taken, taken.post_taken, log.get_log),
    *(account.get_account, account.post_password, account.post_program_key, account.post_program_key_end),
)


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
            *gift_handlers,
            *(get_campaigns, get_campaign, post_campaign),
            get_officers_services,
            *_WORK,
            *_PEOPLE,
        ],
        exception_handlers={
            FieldpointError: answer_failure,
            HTTPException: answer_failure,
            Exception: answer_failure,
        },
    )
