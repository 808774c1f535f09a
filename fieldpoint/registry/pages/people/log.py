"""The registry's own log: who decided what and when, by ids; its chain is walked as it is read.

Imports litestar, the audit log and its neighbours.
"""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from fieldpoint.errors import Code, NotAllowed
from fieldpoint.registry import audit
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import number_of, show
from fieldpoint.registry.pages.words import ACTS

_A_PAGE = 100


@get("/officers/log", include_in_schema=False)
async def get_log(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The log, the newest first. `NotAllowed` (`role-missing`) for an auditor of one organisation alone."""
    if officer.sites is not None:
        raise NotAllowed(Code.ROLE_MISSING)
    page = number_of(request, "page")
    found = await office.ask(lambda: audit.decisions(office.registry.store))
    end = len(found) - (page - 1) * _A_PAGE
    some = found[max(end - _A_PAGE, 0) : max(end, 0)][::-1]
    return show(request, "log.html", rows=some, acts=ACTS, page=page, more=end > _A_PAGE, count=len(found))
