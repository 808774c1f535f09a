"""GET /officers/counts: households, handouts and things by place, organisation, programme or month; and as a file.

    GET  /officers/counts?by=&month=&programme=&organisation=&district=&outside=
    POST /officers/counts/exports     the same words in a form, `form` csv or xlsx, `hxl` on: the table as a file

What names places leaves as outsiders see it; `outside` shows that before.

Imports litestar, exchange, the store and its neighbours.
"""

from collections.abc import Iterator
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Stream

from fieldpoint.clock import wall_ms
from fieldpoint.registry.city.acts import note
from fieldpoint.registry.counts.chart import MOST_BARS, Bar, Chart, Drawn, bar_chart
from fieldpoint.registry.counts.look import few_in_words, month_in_words
from fieldpoint.registry.counts.summed import Line
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.city.counts_read import BY, Found, find_counts
from fieldpoint.registry.pages.face import HEADERS, show
from fieldpoint.registry.pages.form import read_form

COUNTS: Final = "/officers/counts"


class ExportForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which table is wanted as a file, and in which form."""

    by: str = ""
    month: str = ""
    programme: str = ""
    organisation: str = ""
    district: str = ""
    outside: str = ""
    form: Literal["csv", "xlsx"] = "csv"
    hxl: bool = False


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table as people read it."""

    name: str
    line: Line
    few: str


@get(COUNTS, include_in_schema=False)
async def get_counts(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The table, and a picture of its longest lines."""
    asked, now_ms = dict(request.query_params.items()), wall_ms()
    found = await office.ask(lambda: find_counts(office.registry.store, officer, asked, now_ms))
    return show(
        request,
        "counts.html",
        found=found,
        wanted=found.counted.wanted,
        by_name=BY,
        lines=[_shown(found, line) for line in found.counted.lines],
        total=_shown(found, found.counted.total),
        picture=Drawn(svg=bar_chart(_picture(found))),
        month_name=month_in_words,
        outside=bool(asked.get("outside")),
        inside=found.counted.wanted.names_places and not asked.get("outside"),
    )


@post(f"{COUNTS}/exports", status_code=200, include_in_schema=False)
async def post_counts_export(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Stream:
    """The table as a file; the registry's log has it before a byte has gone."""
    from fieldpoint.exchange.outgoing.forms import MEDIA_TYPES  # noqa: PLC0415
    from fieldpoint.registry.city.exports import counts_file  # noqa: PLC0415

    form = await read_form(request, ExportForm)
    asked, by = msgspec.structs.asdict(form), officer.by(wall_ms())
    words = {name: value for name, value in asked.items() if isinstance(value, str)}

    def look() -> Found:
        found = find_counts(office.registry.store, officer, words, by.now_ms, goes_out=True)
        note(office.registry.store, by, "list.export", "counts", str(len(found.counted.lines)))
        return found

    found = await office.ask(look)
    content: Iterator[bytes] = counts_file(found.counted, found.titles, form.form, hxl=form.hxl)
    name = f"counts-{found.counted.wanted.by}-{found.counted.wanted.month}.{form.form}"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Stream(content, media_type=MEDIA_TYPES[form.form], headers=headers)


def _shown(found: Found, line: Line) -> Shown:
    return Shown(name=found.titles.of(found.counted.wanted.by, line.name), line=line, few=few_in_words(line))


def _picture(found: Found) -> Chart:
    """Households where they can be told, else handouts; the longest bars on top, months in their order."""
    counted = found.counted
    households = all(line.households is not None for line in counted.lines)
    what = "خانوارها" if households else "تحویل‌ها"
    bars = [
        Bar(
            name=found.titles.of(counted.wanted.by, line.name),
            number=(line.households or 0) if households else line.handouts,
            said=few_in_words(line) if line.is_few else "",
        )
        for line in counted.lines
    ]
    if counted.wanted.by != "month":
        bars.sort(key=lambda bar: -bar.number)
    when = "" if counted.wanted.by == "month" else f"، {month_in_words(counted.wanted.month)}"
    return Chart(
        key="counts",
        title=f"{what} به تفکیک {BY[counted.wanted.by]}{when}",
        described="همین شمارش‌ها در جدول زیر نوشته شده است.",
        bars=bars[-MOST_BARS:] if counted.wanted.by == "month" else bars,
    )
