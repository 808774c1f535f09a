"""Every route of a shift's screens, for the application."""

from typing import Final

from litestar.types import ControllerRouterHandler

from fieldpoint.web.activity.history import get_activity, get_history
from fieldpoint.web.shift.awaited import get_confirmations
from fieldpoint.web.shift.counts import get_counts
from fieldpoint.web.shift.parked import get_parked_cases, post_case_end, post_parked_case
from fieldpoint.web.shift.programmes import get_programmes
from fieldpoint.web.shift.sendings import get_sending, post_sending
from fieldpoint.web.shift.verdicts import get_verdicts

shift_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_programmes,
    get_counts,
    get_history,
    get_activity,
    get_confirmations,
    post_parked_case,
    get_parked_cases,
    post_case_end,
    post_sending,
    get_sending,
    get_verdicts,
)
