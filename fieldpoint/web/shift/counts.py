"""GET /api/v1/counts: how the day goes, programme by programme, hour by hour."""

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.core.day_course import DayCourse
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.core.rules.programme import Programme
from fieldpoint.store.days import open_day_of
from fieldpoint.web.shift.wire import CountsReply, HalfHour, ProgrammeCount, ReasonCount, TallyCount
from fieldpoint.web.till import Till


@get("/api/v1/counts")
async def get_counts(till: NamedDependency[Till]) -> CountsReply:
    """Handouts by programme and half hour, refusals by reason, what was given freely: all since the last close."""
    day = open_day_of(till.reader)
    course = till.counting.up_to_now(till.reader)
    programmes = till.book(till.reader).on(day).programmes
    reasons: dict[str, int] = {}
    for (_, reason), times in course.refused.items():
        reasons[reason] = reasons.get(reason, 0) + times
    names = sorted({*programmes, *course.items, *(name for name, _ in course.refused)})
    return CountsReply(
        day=day,
        holders=len(course.holders),
        programmes=[_programme(course, name, programmes.get(name)) for name in names],
        half_hours=[
            HalfHour(programme=name, at=at, handouts=times)
            for (name, at), times in sorted(course.handouts.items(), key=lambda one: one[0][1])
            if times
        ],
        reasons=[ReasonCount(reason=name, refused=times) for name, times in sorted(reasons.items(), key=_most_first)],
        tallies=[TallyCount(item=name, quantity=count) for name, count in sorted(course.tallied.items())],
    )


def _programme(course: DayCourse, name: ProgrammeCode, programme: Programme | None) -> ProgrammeCount:
    """The sums of one programme; one that is not in force any more keeps its code for a title."""
    return ProgrammeCount(
        programme=name,
        title_fa=name if programme is None else programme.title_fa,
        public_title_fa="" if programme is None else programme.public_title_fa,
        unit_fa="" if programme is None else programme.unit_fa,
        handouts=sum(times for (found, _), times in course.handouts.items() if found == name),
        quantity=course.items[name],
        refused=sum(times for (found, _), times in course.refused.items() if found == name),
    )


def _most_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
