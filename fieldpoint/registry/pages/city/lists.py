"""A list of people comes in: it is read, looked at, confirmed, and its rows that somebody has to mend go out again.

    POST /officers/roster/lists                      a file (CSV or XLSX, ten megabytes), `office`, `whole`
    GET  /officers/roster/lists/{key}                how it stands; while it is worked on the page comes again by itself
    POST /officers/roster/lists/{key}/confirmation   it is written
    POST /officers/roster/lists/{key}/cancellation   it is forgotten, and nothing was written
    GET  /officers/roster/lists/{key}/errors         the rows to mend, with a column of what is wrong

Imports litestar, the store and its neighbours.
"""

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from fieldpoint.clock import wall_ms
from fieldpoint.core.names import Day
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.city.uploads import MOST_BYTES, Brought, Upload
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.city.list_words import FOUND, LIST_FAILURES, WEIGHTS
from fieldpoint.registry.pages.city.roster import ROSTER
from fieldpoint.registry.pages.city.sent import read_file_form
from fieldpoint.registry.pages.face import HEADERS, day_at, go, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.registry.pages.words import FAILED

LISTS: Final = f"{ROSTER}/lists"
_COMES_AGAIN_S: Final = 2
_LONGEST_OFFICE: Final = 60
_ROOM: Final = 64 * 1024  # for the boxes and the borders around the file


class NothingMore(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form that only its button says anything by."""


@post(LISTS, include_in_schema=False, request_max_body_size=MOST_BYTES + _ROOM)
async def post_list(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The list is being read; nothing is written."""
    sent = await read_file_form(request, officer, MOST_BYTES)
    whose = sent.fields.get("office", "")
    if not 0 < len(whose) <= _LONGEST_OFFICE:
        raise Invalid(Code.SETTINGS_INVALID, field="office")
    brought = Brought(
        name=sent.name,
        content=sent.content,
        office=whose,
        today=Day(day_at(wall_ms())),
        whole=sent.fields.get("whole") == "true",
        officer=officer.officer.officer,
    )
    return go(f"{LISTS}/{office.uploads.bring(brought).key}")


@get(f"{LISTS}/{{key:str}}", include_in_schema=False)
async def get_list(
    key: FromPath[str],
    request: Request[Any, Any, Any],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Response[str]:
    """How the list stands."""
    upload = office.uploads.find(key, officer.officer.officer)
    answer = show(
        request,
        "list.html",
        upload=upload,
        path=f"{LISTS}/{key}",
        found=FOUND,
        weights=WEIGHTS,
        failure=_failure(upload),
    )
    if upload.busy:
        answer.headers["Refresh"] = str(_COMES_AGAIN_S)
    return answer


@post(f"{LISTS}/{{key:str}}/confirmation", include_in_schema=False)
async def post_list_confirmation(
    key: FromPath[str],
    request: Request[Any, Any, Any],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Response[str]:
    """The list that was looked at is being written."""
    await read_form(request, NothingMore)
    office.uploads.confirm(office.uploads.find(key, officer.officer.officer), officer.by(wall_ms()))
    return go(f"{LISTS}/{key}")


@post(f"{LISTS}/{{key:str}}/cancellation", include_in_schema=False)
async def post_list_cancellation(
    key: FromPath[str],
    request: Request[Any, Any, Any],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Response[str]:
    """The list is forgotten."""
    await read_form(request, NothingMore)
    office.uploads.cancel(office.uploads.find(key, officer.officer.officer))
    return go(ROSTER, "list-left")


@get(f"{LISTS}/{{key:str}}/errors", include_in_schema=False)
async def get_list_errors(
    key: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Stream:
    """The rows that somebody has to mend, as a list that can be brought again."""
    rows = office.uploads.error_rows(office.uploads.find(key, officer.officer.officer))
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="rows-to-mend.csv"'}
    return Stream(rows, media_type="text/csv; charset=utf-8", headers=headers)


def _failure(upload: Upload) -> str:
    if upload.state != "failed":
        return ""
    return FAILED if upload.fault is None else LIST_FAILURES.get(upload.fault.code, FAILED)
