"""GET /api/v1/programmes: what runs here today, in the words of the screen."""

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.store.days import open_day_of
from fieldpoint.web.shift.wire import ProgrammesReply, ProgrammeView
from fieldpoint.web.till import Till


@get("/api/v1/programmes")
async def get_programmes(till: NamedDependency[Till]) -> ProgrammesReply:
    """The programmes in force, for lists that hold codes only, and for whoever is taken in without a card."""
    found = till.book(till.reader).on(open_day_of(till.reader)).programmes.values()
    views = [
        ProgrammeView(
            programme=one.name,
            title_fa=one.title_fa,
            unit_fa=one.unit_fa,
            item=one.item,
            kind=one.kind,
            without_card=one.on_cold_nights,
        )
        for one in found
    ]
    return ProgrammesReply(programmes=views)
