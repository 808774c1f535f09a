"""All routes of the officers' API as one router whose bodies are read strictly. Imports litestar and its room."""

from litestar import Router

from fieldpoint.registry.api import acts, looks
from fieldpoint.registry.api.counts import get_api_counts
from fieldpoint.registry.api.reports import get_api_report, get_api_report_file
from fieldpoint.registry.api.waybills import get_api_waybill_counts, get_api_waybills, post_api_waybill_decision
from fieldpoint.registry.pages.city.sheets import get_api_day_sheet
from fieldpoint.registry.rounds.pages import get_api_rounds
from fieldpoint.registry.services.pages import get_api_services
from fieldpoint.registry.shelter.routes import get_api_shelters
from fieldpoint.serving.strict_body import StrictRequest


def api_routes() -> Router:
    """The router of the API."""
    return Router(
        path="/",
        route_handlers=[
            *(looks.get_api_sites, looks.get_api_site, looks.get_api_cases, looks.get_api_case_counts),
            get_api_counts,
            *(get_api_waybills, get_api_waybill_counts, post_api_waybill_decision),
            *(get_api_counts, get_api_shelters),
            get_api_services,
            get_api_rounds,
            *(get_api_report, get_api_report_file, get_api_day_sheet),
            *(looks.get_api_waiting, looks.get_api_closes, looks.get_api_lives, looks.get_api_decisions),
            *(acts.post_api_site, acts.post_api_site_name, acts.post_api_site_code, acts.post_api_site_stop),
            *(acts.post_api_key_end, acts.post_api_life_end, acts.post_api_release, acts.post_api_rejection),
            *(acts.post_api_reprocessing, acts.post_api_decision, acts.post_api_taken),
        ],
        request_class=StrictRequest,
    )
