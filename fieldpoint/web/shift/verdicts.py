"""GET /api/v1/verdicts: what became of this site's rows at the registry, for the lead."""

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.store.feed.told import verdicts
from fieldpoint.web.shift.wire import VerdictsReply, VerdictView
from fieldpoint.web.till import Till

_MOST = 200


@get("/api/v1/verdicts")
async def get_verdicts(till: NamedDependency[Till]) -> VerdictsReply:
    """Rows that are withheld, cases that this site is part of, and what of the registry's could not be taken in."""
    return VerdictsReply(
        verdicts=[
            VerdictView(
                name=name,
                what=one.what,
                code=one.code,
                state=one.state,
                programme=one.prog,
                cycle=one.cycle,
                events=one.events,
                sites=one.sites,
            )
            for name, one in verdicts(till.reader, _MOST)
        ]
    )
