"""Waybills between sites: on the way, arrived, and where the two ends do not agree.

Imports litestar, the stock and its neighbours.
"""

from typing import Any, cast, get_args

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from fieldpoint.clock import wall_ms
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import go, number_of, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.registry.pages.words import VERDICTS, WAYBILL_STATES
from fieldpoint.registry.stock.look import WAYBILLS_A_PAGE, decide_own_waybill, waybill_counts, waybills_page
from fieldpoint.registry.stock.shapes import Paper, Verdict, WaybillState

Asked = Request[Any, Any, Any]


class WaybillForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/waybills: which paper, and what its difference was."""

    sender: str
    receiver: str
    number: str
    item: str
    to: Verdict


@get("/officers/waybills", include_in_schema=False)
async def get_waybills(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Papers of the officer's sites in one state, and how many there are in each."""
    store = office.registry.store
    wanted, page = request.query_params.get("state", "open"), number_of(request, "page")
    state = cast("WaybillState", wanted if wanted in get_args(WaybillState) else "open")
    counts = await office.ask(lambda: waybill_counts(store, officer))
    papers = await office.ask(lambda: waybills_page(store, officer, state, page))
    return show(
        request,
        "waybills.html",
        papers=papers,
        counts={one.state: one.count for one in counts},
        state=state,
        states=WAYBILL_STATES,
        verdicts=VERDICTS,
        decides=officer.officer.role != "auditor",
        page=page,
        more=len(papers) == WAYBILLS_A_PAGE,
    )


@post("/officers/waybills", include_in_schema=False)
async def post_waybill(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """What became of a paper whose ends do not agree; no site's stock is changed by it."""
    form = await read_form(request, WaybillForm)
    paper = Paper(sender=form.sender, receiver=form.receiver, number=form.number, item=form.item)
    await office.ask(lambda: decide_own_waybill(office.registry.store, officer, paper, form.to, wall_ms()))
    return go("/officers/waybills", "decided")
