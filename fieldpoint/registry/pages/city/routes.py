"""The handlers of these pages, for the router. Imports its neighbours."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.registry.pages.city.counts import get_counts, post_counts_export
from fieldpoint.registry.pages.city.lists import (
    get_list,
    get_list_errors,
    post_list,
    post_list_cancellation,
    post_list_confirmation,
)
from fieldpoint.registry.pages.city.reports import get_reports, post_report_export
from fieldpoint.registry.pages.city.roster import get_roster, post_assignment, post_places, post_roster_export
from fieldpoint.registry.pages.city.sheets import get_sheets

city_handlers: Final[tuple[ControllerRouterHandler, ...]] = (
    get_counts,
    post_counts_export,
    get_reports,
    post_report_export,
    get_sheets,
    get_roster,
    post_assignment,
    post_places,
    post_roster_export,
    post_list,
    get_list,
    post_list_confirmation,
    post_list_cancellation,
    get_list_errors,
)
