"""What a row of the work is called in a list or a total: its kind, one word for the type and what tells it apart.

Every kind has a sentence in the lead's list (static/js/text_fa_activity.js, text_en_activity.js) and a line on the
day's sheet or a reason to have none (paper/sheets/work_words.py): tests/structure/test_work.py goes through all types.

Imports msgspec and `core`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from msgspec import UNSET

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.gifts.rows import Gift
from fieldpoint.core.rounds.rows import RoundBack
from fieldpoint.core.row import Row
from fieldpoint.core.services.rows import ServiceCase, ServiceStep, ServiceTicket
from fieldpoint.core.services.words import Step as ServiceWord
from fieldpoint.core.services.words import TicketAct
from fieldpoint.core.shelter.rows import BedStay, BedStep, ColdNight
from fieldpoint.core.shelter.rows import Step as BedWord
from fieldpoint.core.stock.rows import OutReason, StockCount, StockReceipt
from fieldpoint.core.work.rows import WorkRow

Work = WorkRow | StockOut
_APART: Final[Mapping[type, Callable[[Any], str]]] = {
    StockOut: lambda row: f"stock.{row.why}",
    StockReceipt: lambda row: "stock.waybill" if row.waybill else "stock.receipt",
    StockCount: lambda row: "stock.count-undone" if row.undoes else "stock.count",
    Gift: lambda row: "gift.came" if row.unannounced is True else "gift.promised",
    BedStay: lambda row: "bed.floor" if row.floor else "bed.stay",
    BedStep: lambda row: f"bed.{row.step}",
    ColdNight: lambda row: "cold.on" if row.on else "cold.off",
    ServiceCase: lambda row: f"service.{row.step}",
    ServiceStep: lambda row: "service.back" if row.because else f"service.{row.step}",
    ServiceTicket: lambda row: f"ticket.{row.act}",
    RoundBack: lambda row: "round.ended" if row.given is UNSET else "round.back",
}
_TOLD_APART: Final = frozenset(
    {
        *(f"stock.{why}" for why in get_args(OutReason)),
        *("stock.waybill", "stock.receipt", "stock.count", "stock.count-undone"),
        *("gift.came", "gift.promised", "bed.stay", "bed.floor", "cold.on", "cold.off"),
        *(f"bed.{step}" for step in get_args(BedWord)),
        *(f"service.{step}" for step in get_args(ServiceWord)),
        *("service.back", "round.back", "round.ended"),
        *(f"ticket.{act}" for act in get_args(TicketAct)),
    }
)
TYPES: Final[tuple[type[Row], ...]] = get_args(Work)


def tag_of(kind: type[Row]) -> str:
    """The name of a type of row, as it stands in the log."""
    return str(kind.__struct_config__.tag)


TAGS: Final = tuple(sorted(map(tag_of, TYPES)))
KINDS: Final = _TOLD_APART | {tag_of(kind) for kind in TYPES if kind not in _APART}


def kind_of(row: Work) -> str:
    """The kind of a row, one of `KINDS`; of a newer site's word whatever it says."""
    apart = _APART.get(type(row))
    return tag_of(type(row)) if apart is None else apart(row)
