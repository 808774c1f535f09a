"""Every route of the services, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.services.acts import (
    post_service_case,
    post_service_return,
    post_service_session,
    post_service_step,
    post_service_told,
    post_ticket,
    post_ticket_call,
    post_ticket_move,
)
from fieldpoint.web.services.hall import get_calls, get_hall
from fieldpoint.web.services.looks import (
    get_service_case,
    get_service_counts,
    get_service_reminders,
    get_service_waiting,
    get_services,
    get_session_cases,
    post_service_look,
)

service_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_hall,
    get_calls,
    get_services,
    get_session_cases,
    post_service_look,
    get_service_case,
    get_service_waiting,
    get_service_reminders,
    get_service_counts,
    post_service_session,
    post_service_case,
    post_service_step,
    post_service_return,
    post_service_told,
    post_ticket,
    post_ticket_call,
    post_ticket_move,
)
