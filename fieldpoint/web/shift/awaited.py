"""GET /api/v1/confirmations: which overrides wait for their second person, until the day's close."""

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.core.log_rows import Handout
from fieldpoint.store.activity import code_of
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.operators import find_operator
from fieldpoint.web.shift.wire import AwaitedReply, AwaitedView
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of


@get("/api/v1/confirmations")
async def get_confirmations(till: NamedDependency[Till]) -> AwaitedReply:
    """What was given on the lead's word alone and asks for another's."""
    waiting = till.counting.up_to_now(till.reader).awaiting
    return AwaitedReply(awaited=[_view(till, row) for row in waiting.values()])


def _view(till: Till, row: Handout) -> AwaitedView:
    programme = till.book(till.reader).on(open_day_of(till.reader)).programmes.get(row.prog)
    lead = find_operator(till.reader, row.op)
    return AwaitedView(
        handout=row.id,
        programme=row.prog,
        title_fa=row.prog if programme is None else programme.title_fa,
        unit_fa="" if programme is None else programme.unit_fa,
        quantity=row.qty,
        at=row.wall,
        desk=row.desk,
        lead="" if lead is None else lead.name,
        label=label_of(code_of(till.reader, row.hh)),
    )
