"""GET /officers/day-sheets: is a printed day sheet true? `code` is its QR code's text, or its ten symbols with `day`.

The same as JSON: GET /api/v1/day-sheets?code=&day=. Imports litestar and the reports.
"""

from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from fieldpoint.clock import wall_ms
from fieldpoint.core.spoken import in_words
from fieldpoint.paper.sheets.words import cycle_in_words
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at, show
from fieldpoint.registry.reports.gather import names_known
from fieldpoint.registry.reports.seals import CheckedSheet, SheetVerdict, check_sheet

SHEETS: Final = "/officers/day-sheets"
VERDICTS: Final[dict[SheetVerdict, str]] = {
    "true": "درست است: این روز در دفتر این محل با همین کد بسته شده و ردیف‌هایش با جمع‌ها می‌خواند.",
    "differs": "کد از این دفتر است، اما ردیف‌های آن روز با جمع‌هایش نمی‌خواند.",
    "unchecked": "کد از این دفتر است؛ بخشی از ردیف‌های آن روز هنوز نرسیده است.",
    "not-here": "پایان روزی با این کد اینجا نیست: شاید هنوز نرسیده، یا از محل‌های شما نیست.",
    "foreign": "این محل این روز را با کد دیگری بسته است؛ این برگ از دفتر آن نیست.",
}


@get(SHEETS, include_in_schema=False)
async def get_sheets(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The form, and below it what the sheet that was asked for is worth."""
    code, day = (request.query_params.get(name, "") for name in ("code", "day"))
    found = await _check(office, officer, code, day) if code else None
    names = await office.ask(lambda: names_known(office.registry.store)) if found else {}
    return show(
        request,
        "sheets.html",
        asked=(code, day),
        found=found,
        said=VERDICTS[found.verdict] if found else "",
        titles={known: name.title for known, name in names.items()},
        items={name.item: name.item_title for name in names.values()},
        day_words=in_words,
        cycle=cycle_in_words,
    )


@get("/api/v1/day-sheets")
async def get_api_day_sheet(
    office: NamedDependency[Office], officer: NamedDependency[SignedIn], code: FromQuery[str], day: FromQuery[str] = ""
) -> CheckedSheet:
    """What a printed sheet is worth. 400 `seal-unreadable`."""
    return await _check(office, officer, code, day)


async def _check(office: Office, officer: SignedIn, code: str, day: str) -> CheckedSheet:
    this_year = int(day_at(wall_ms())[:4])
    return await office.ask(lambda: check_sheet(office.registry.store, officer.sees, code, day, this_year))
