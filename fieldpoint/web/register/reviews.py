"""GET /api/v1/reviews: the households whose file is to be looked at again, by their codes; nobody's name."""

from typing import Final

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.desk.open_day import today
from fieldpoint.store.reviews.due import count_overdue, overdue
from fieldpoint.web.till import Till
from fieldpoint.web.wire import Wire

_SHOWN: Final = 50


class OverdueView(Wire, frozen=True, kw_only=True):
    """A household that waits for its review, and since when."""

    household: HouseholdId
    code: str
    neighbourhood: str
    review_on: Day
    size: int


class ReviewsReply(Wire, frozen=True, kw_only=True):
    """How many wait on this day, and those who have waited longest, at most fifty."""

    day: Day
    count: int
    households: list[OverdueView]


@get("/api/v1/reviews")
async def get_reviews(till: NamedDependency[Till]) -> ReviewsReply:
    """Whose reviewing date is here or has passed, the earliest first."""
    day = today(till.reader, till.site.clock.now(), till.site.facts.zone)
    return ReviewsReply(
        day=day,
        count=count_overdue(till.reader, day),
        households=[
            OverdueView(
                household=one.household,
                code=one.code,
                neighbourhood=one.neighbourhood,
                review_on=one.review_on,
                size=one.size,
            )
            for one in overdue(till.reader, day, _SHOWN)
        ],
    )
