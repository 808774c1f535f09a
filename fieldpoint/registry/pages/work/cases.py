"""Over-issues: both sites, the rule, the period, and what became of it; never a family.

Imports litestar, the overview and its neighbours.
"""

from typing import Any, Literal, cast, get_args

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.registry.decide import Resolution
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.cases import CASES_A_PAGE, case_counts, cases_page, decide_own_case
from fieldpoint.registry.pages.face import go, number_of, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.registry.pages.words import CASE_STATES
from fieldpoint.registry.tables.shapes import CaseState

Asked = Request[Any, Any, Any]
_Shown = Literal["open", "accepted", "settled", "error"]


class CaseForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/cases/{case}."""

    to: Resolution


@get("/officers/cases", include_in_schema=False)
async def get_cases(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Cases that name a site of the officer's; an auditor reads how many there are."""
    store = office.registry.store
    wanted, page = request.query_params.get("state", "open"), number_of(request, "page")
    state = cast("CaseState", wanted if wanted in get_args(_Shown) else "open")
    counts = await office.ask(lambda: case_counts(store, officer))
    names = officer.officer.role != "auditor"
    cases = await office.ask(lambda: cases_page(store, officer, state, page)) if names else []
    return show(
        request,
        "cases.html",
        cases=cases,
        counts=counts,
        names=names,
        state=state,
        states=CASE_STATES,
        page=page,
        more=len(cases) == CASES_A_PAGE,
    )


@post("/officers/cases/{case:str}", include_in_schema=False)
async def post_case(
    request: Asked, case: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """What became of a case; nothing is ever claimed back from a family."""
    form = await read_form(request, CaseForm)
    await office.ask(lambda: decide_own_case(office.registry.store, officer, case, form.to, wall_ms()))
    return go("/officers/cases", "decided")
