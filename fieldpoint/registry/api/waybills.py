"""Waybills for programs: listed by their state, counted, decided. Imports litestar and the stock."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from fieldpoint.clock import wall_ms
from fieldpoint.registry.api.wire import Done
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.stock.look import decide_own_waybill, waybill_counts, waybills_page
from fieldpoint.registry.stock.shapes import Paper, Verdict, WaybillCount, WaybillState, WaybillView


class WaybillDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/waybill-decisions: what the difference of this paper was."""

    paper: Paper
    to: Verdict


@get("/api/v1/waybills")
async def get_api_waybills(
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
    page: Annotated[int, QueryParameter(name="page", ge=1, le=999_999)] = 1,
    waybill_state: Annotated[WaybillState, QueryParameter(name="state")] = "open",
) -> list[WaybillView]:
    """Papers between sites in a state, fifty a page, the oldest first."""
    return await office.ask(lambda: waybills_page(office.registry.store, officer, waybill_state, page))


@get("/api/v1/waybill-counts")
async def get_api_waybill_counts(
    office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> list[WaybillCount]:
    """How many papers stand how."""
    return await office.ask(lambda: waybill_counts(office.registry.store, officer))


@post("/api/v1/waybill-decisions", status_code=200)
async def post_api_waybill_decision(
    data: JSONBody[WaybillDecision], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Done:
    """What became of a paper whose ends do not agree. 404 `waybill-unknown`, for one whose ends agree too."""
    await office.ask(lambda: decide_own_waybill(office.registry.store, officer, data.paper, data.to, wall_ms()))
    return Done()
