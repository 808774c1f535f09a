"""GET /api/v1/counts: the page of counts as JSON, for whoever may see it so. Imports litestar and the counts."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from fieldpoint.clock import wall_ms
from fieldpoint.registry.counts.summed import Dimension, Line
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.city.counts_read import find_counts

_Month = Annotated[str, QueryParameter(name="month", pattern=r"^1[2-5][0-9]{2}-(0[1-9]|1[0-2])$")]
_Only = Annotated[str, QueryParameter(max_length=80)]


class CountView(msgspec.Struct, frozen=True, kw_only=True):
    """What a line comes to; null is what cannot be told. `few` times one to four were reached: in no number."""

    name: str
    title: str
    households: int | None
    cards: int | None
    handouts: int | None
    quantity: int | None
    few: int


class CountsView(msgspec.Struct, frozen=True, kw_only=True):
    """A table of counts; `counted_at` is ms of UTC, `month` is not looked at where the lines are months.

    `told`: it may be passed on. It lacks months of `awaited` sites then; the place `*` is all others together.
    """

    by: Dimension
    month: str
    counted_at: int | None
    told: bool
    awaited: int
    lines: list[CountView]
    total: CountView


@get("/api/v1/counts")
async def get_api_counts(  # noqa: PLR0913  a table has so many choices
    *,
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
    by: FromQuery[Dimension] = "programme",
    month: _Month = "",
    programme: _Only = "",
    organisation: _Only = "",
    district: _Only = "",
    outside: FromQuery[bool] = False,
) -> CountsView:
    """Households, handouts and things by place, organisation, programme or Jalali month.

    Of other organisations an officer sees what outsiders do: months that are over, and no cell of less than five. With
    `outside` the own counts are told so too: that table may be published.
    """
    asked: dict[str, str] = {
        "by": by,
        "month": month,
        "programme": programme,
        "organisation": organisation,
        "district": district,
        "outside": "on" if outside else "",
    }
    found = await office.ask(lambda: find_counts(office.registry.store, officer, asked, wall_ms()))
    wanted = found.counted.wanted
    return CountsView(
        by=wanted.by,
        month=wanted.month,
        counted_at=found.counted_at,
        told=outside,
        awaited=found.counted.awaited,
        lines=[_view(line, found.titles.of(wanted.by, line.name)) for line in found.counted.lines],
        total=_view(found.counted.total, ""),
    )


def _view(line: Line, title: str) -> CountView:
    few = line.is_few
    return CountView(
        name=line.name,
        title=title,
        households=None if few else line.households,
        cards=None if few else line.cards,
        handouts=None if few else line.handouts,
        quantity=None if few else line.quantity,
        few=line.few,
    )
