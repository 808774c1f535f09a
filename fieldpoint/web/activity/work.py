"""A row of the work as the lead's list shows it: its kind, how much of what, a number or a title; never a name.

What names somebody's trouble, and who sleeps where, has no household beside it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from fieldpoint.core.campaigns.rows import CampaignClose, CampaignEvent, CampaignOpen
from fieldpoint.core.gifts.rows import Gift, GiftDelivery
from fieldpoint.core.names import EventId, HouseholdId, ProgrammeCode
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.core.services.rows import (
    ServiceCase,
    ServiceRefusal,
    ServiceSession,
    ServiceStep,
    ServiceTicket,
    ServiceTold,
)
from fieldpoint.core.shelter.rows import BedHold, BedStay, ShelterLayout
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt, WaybillAgain
from fieldpoint.core.work.kinds import Work, kind_of
from fieldpoint.database import Connection
from fieldpoint.store.activity import code_of
from fieldpoint.store.campaigns.campaigns import find_campaign
from fieldpoint.store.services.cases import find_case
from fieldpoint.web.services.views import is_unshown
from fieldpoint.web.shift.wire import DoneView
from fieldpoint.web.views import label_of


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the kind: a programme or an item, how much, a number, a code of a closed list, whose."""

    programme: str | None = None
    quantity: int | None = None
    about: str = ""
    reason: str | None = None
    household: HouseholdId | None = None


_Say = Callable[[Connection, Any], _Said]
_SAY: Final[Mapping[type, _Say]] = {
    StockReceipt: lambda _, row: _Said(programme=row.item, quantity=row.qty, about=row.waybill or ""),
    StockCount: lambda _, row: _Said(programme=row.item, quantity=row.counted),
    StockBack: lambda _, row: _Said(programme=row.item, quantity=row.qty),
    WaybillAgain: lambda _, row: _Said(programme=row.item, quantity=row.qty, about=row.waybill),
    Gift: lambda _, row: _gift(row),
    GiftDelivery: lambda _, row: _Said(quantity=row.qty),
    CampaignOpen: lambda at, row: _Said(about=_title(at, row.campaign)),
    CampaignEvent: lambda at, row: _Said(about=_title(at, row.campaign)),
    CampaignClose: lambda at, row: _Said(about=_title(at, row.campaign)),
    ShelterLayout: lambda _, row: _Said(quantity=sum(one.beds for one in row.sections)),
    BedStay: lambda _, row: _Said(about=str(row.bed or "")),
    BedHold: lambda _, row: _Said(about=str(row.bed)),
    ServiceSession: lambda _, row: _Said(programme=row.prog, quantity=row.places, about=row.queue),
    ServiceCase: lambda _, row: _of_case(row.prog, row.hh),
    ServiceStep: lambda at, row: _step(at, row.case),
    ServiceTold: lambda at, row: _step(at, row.case),
    ServiceRefusal: lambda _, row: _Said(programme=row.prog, reason=row.reason),
    ServiceTicket: lambda _, row: _Said(about=f"{row.queue}-{row.number}"),
    RoundOut: lambda _, row: _Said(programme=row.progs[0] if row.progs else None, quantity=row.doors),
    RoundBack: lambda _, row: _Said(quantity=row.given or None),
}


def work_view(connection: Connection, row: Work) -> DoneView:
    """The row; a kind that nobody here knows is shown by its name."""
    say = _SAY.get(type(row))
    said = _Said() if say is None else say(connection, row)
    return DoneView(
        event=row.id,
        kind="work",
        work=kind_of(row),
        at=row.wall,
        desk=getattr(row, "desk", None),
        tab=getattr(row, "tab", None),
        label=label_of(code_of(connection, said.household)) if said.household else "",
        programme=said.programme,
        quantity=said.quantity,
        about=said.about,
        reason=said.reason,
    )


def _gift(row: Gift) -> _Said:
    """Goods by their item; what is no goods by what it is."""
    goods = row.kind == "goods"
    return _Said(programme=row.item if goods else None, quantity=row.qty, about="" if goods else row.kind)


def _title(connection: Connection, campaign: str) -> str:
    found = find_campaign(connection, campaign)
    return campaign if found is None else found.campaign.title_fa


def _step(connection: Connection, case: EventId) -> _Said:
    found = find_case(connection, case)
    return _Said() if found is None else _of_case(found.programme, found.household)


def _of_case(programme: ProgrammeCode, household: HouseholdId) -> _Said:
    return _Said(programme=programme, household=None if is_unshown(programme) else household)
