"""A page from a template: escaped throughout, with the menu, the mark of its forms, and Persian digits and days.

`show` is all that a page needs. In a template `{{ count | digits }}`, `{{ day | day }}` (a Jalali day as text),
`{{ cycle | period }}`, `{{ at_ms | moment }}` and `{{ at_ms | ago(now_ms) }}` say numbers and times as people do;
`officer` is who is signed in, or nothing; `{% include "mark.html" %}` stands in every form that changes something.

Imports litestar, core, and jinja2 with the first page.
"""

import re
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException

from fieldpoint.clock import day_in_zone, wall_ms
from fieldpoint.core.spoken import MONTHS, in_digits, in_words
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.menu import entries_for
from fieldpoint.registry.pages.words import CASE_KINDS, DONE, FAILED, FAILURES, REASONS, ROLES
from fieldpoint.serving.problems import say_where, status_of

if TYPE_CHECKING:
    from jinja2 import Environment

ZONE: Final = "Asia/Tehran"
_TEMPLATES = Path(__file__).parent / "templates"
_LARGEST_DIGITS = 6
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\d", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_MINUTE_MS = 60_000
_HOUR_MS = 60 * _MINUTE_MS
_DAY_MS = 24 * _HOUR_MS
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    # A browser then says whose form it was (`Origin`); the address still goes to nobody else.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def show(
    request: Request[Any, Any, Any],
    template: str,
    *,
    status: int = HTTPStatus.OK,
    **told: Any,  # noqa: ANN401  whatever the template shows
) -> Response[str]:
    """The page of a template (`sites.html`) with what it is told."""
    officer: SignedIn | None = getattr(request.state, "officer", None)
    text = (
        _environment()
        .get_template(template)
        .render(
            officer=officer,
            role_name=ROLES[officer.officer.role] if officer else "",
            menu=entries_for(officer.officer.role) if officer else [],
            here=request.url.path,
            done=DONE.get(request.query_params.get("did", ""), ""),
            now_ms=wall_ms(),
            kinds=CASE_KINDS,
            reasons=REASONS,
            **told,
        )
    )
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=HEADERS)


def go(path: str, did: str = "") -> Response[str]:
    """On to another page, which says what was done (a key of `words.DONE`)."""
    where = f"{path}?did={did}" if did else path
    headers = {**HEADERS, "Location": where}
    return Response("", status_code=HTTPStatus.SEE_OTHER, media_type=MediaType.HTML, headers=headers)


def number_of(request: Request[Any, Any, Any], name: str) -> int:
    """A number in the address, such as of a page; 1 for whatever is none."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= _LARGEST_DIGITS and int(text) else 1


def answer_failure(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A page in words for whatever could not be done; whoever is not signed in any more comes to the door."""
    code, status, facts = _failure(error)
    if code == Code.SESSION_MISSING:
        return go("/officers/sign-in")
    sentence = FAILURES.get(code, FAILED).format_map({name: in_digits(value) for name, value in facts.items()})
    answer = show(request, "failure.html", status=status, sentence=sentence)
    if "retry_after_s" in facts:
        answer.headers["Retry-After"] = str(facts["retry_after_s"])
    return answer


def moment(at_ms: int) -> str:
    """An instant as ۱ آذر ۱۴۰۵، ساعت ۱۴:۰۵ in Tehran."""
    from datetime import datetime  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    there = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(ZONE))
    return f"{in_words(day_at(at_ms))}، ساعت {in_digits(there.strftime('%H:%M'))}"


def day_at(at_ms: int) -> str:
    """The Jalali day in Tehran on which an instant falls, such as 1405-09-01."""
    from fieldpoint.core.jalali import day_of  # noqa: PLC0415  jdatetime, for the first page

    return day_of(day_in_zone(at_ms, ZONE))


def ago(at_ms: int, now_ms: int) -> str:
    """How long ago an instant was, in whole minutes, hours or days."""
    passed = max(now_ms - at_ms, 0)
    if passed < _MINUTE_MS:
        return "همین حالا"
    for unit, name in ((_DAY_MS, "روز"), (_HOUR_MS, "ساعت"), (_MINUTE_MS, "دقیقه")):
        if passed >= unit:
            return f"{in_digits(passed // unit)} {name} پیش"
    return ""


def period(text: str) -> str:
    """A period as people say it: a Jalali day, a month, or the text in Persian digits."""
    if _DAY.fullmatch(text):
        return in_words(text)
    found = _MONTH.fullmatch(text)
    return f"{MONTHS[int(found[2]) - 1]} {in_digits(found[1])}" if found else in_digits(text)


def _digits(value: int | str) -> str:
    return in_digits(f"{value:,}".replace(",", "٬") if isinstance(value, int) else value)


def _failure(error: Exception) -> tuple[str, int, dict[str, Any]]:
    if isinstance(error, FieldpointError):
        return error.code, status_of(error), {**error.facts}
    if isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        unknown = error.status_code == HTTPStatus.NOT_FOUND
        return (Code.ROUTE_UNKNOWN if unknown else Code.REQUEST_INVALID), error.status_code, {}
    say_where(error)
    return Code.UNEXPECTED, HTTPStatus.INTERNAL_SERVER_ERROR, {}


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  for the first page

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    says: dict[str, Callable[..., str]] = {"digits": _digits, "day": in_words, "period": period, "moment": moment}
    cast("dict[str, Callable[..., str]]", made.filters).update(says, ago=ago)
    return made
