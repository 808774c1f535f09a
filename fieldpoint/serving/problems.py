"""Every failure as RFC 9457 `application/problem+json`, with a stable code and no echo of the input.

The only place that knows the HTTP status of a code. A body has `type` (urn:fp:<code>), `title`,
`status`, `code`, and the facts of the error (a field, a number, never what was sent).
"""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from fieldpoint.errors import Broken, Code, Conflict, Fact, FieldpointError, Invalid, NotAllowed, NotFound, Unavailable

MEDIA_TYPE = "application/problem+json"
_LOGGER = logging.getLogger("fieldpoint.serving")

_BY_CODE: Final[Mapping[Code, int]] = {
    Code.SESSION_MISSING: HTTPStatus.UNAUTHORIZED,
    Code.TABLET_UNKNOWN: HTTPStatus.UNAUTHORIZED,
    Code.SIGNATURE_INVALID: HTTPStatus.UNAUTHORIZED,
    Code.REQUEST_REPLAYED: HTTPStatus.UNAUTHORIZED,
    Code.STALE_START: HTTPStatus.UNAUTHORIZED,
    Code.PIN_WRONG: HTTPStatus.UNAUTHORIZED,
    Code.PIN_LOCKED: HTTPStatus.TOO_MANY_REQUESTS,
    Code.PASSWORD_WRONG: HTTPStatus.UNAUTHORIZED,
    Code.PASSWORD_LOCKED: HTTPStatus.TOO_MANY_REQUESTS,
    Code.BODY_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Code.MEDIA_TYPE_UNSUPPORTED: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Code.METHOD_UNKNOWN: HTTPStatus.METHOD_NOT_ALLOWED,
    Code.DISK_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
    Code.HOST_UNKNOWN: HTTPStatus.MISDIRECTED_REQUEST,
    # What a site does next depends on these of the registry (fp-sync, design chapter 4.5).
    Code.TOKEN_WRONG: HTTPStatus.UNAUTHORIZED,
    Code.BATCH_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Code.BATCH_VERSION_UNKNOWN: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Code.BATCH_SIGNATURE_WRONG: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.BATCH_CHAIN_BROKEN: HTTPStatus.UNPROCESSABLE_ENTITY,
    Code.FEED_RESET: HTTPStatus.GONE,
    Code.TOO_FAST: HTTPStatus.TOO_MANY_REQUESTS,
    Code.SEARCHED_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
}
_BY_KIND: Final[Mapping[type[FieldpointError], int]] = {
    Invalid: HTTPStatus.BAD_REQUEST,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    Broken: HTTPStatus.INTERNAL_SERVER_ERROR,
}
_BY_STATUS: Final[Mapping[int, Code]] = {
    HTTPStatus.UNAUTHORIZED: Code.SESSION_MISSING,
    HTTPStatus.NOT_FOUND: Code.ROUTE_UNKNOWN,
    HTTPStatus.METHOD_NOT_ALLOWED: Code.METHOD_UNKNOWN,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Code.BODY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Code.MEDIA_TYPE_UNSUPPORTED,
}
_RETRY_AFTER_S = "2"
_LATER: Final = frozenset({HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS})


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every failure (RFC 9457, section 3.1); facts stand beside these members."""

    type: str
    title: str
    status: int
    code: str


def problem_body(code: Code, status: int, facts: Mapping[str, Fact]) -> bytes:
    """The bytes of a problem answer."""
    problem = Problem(type=f"urn:fp:{code}", title=code.replace("-", " "), status=status, code=code)
    return msgspec.json.encode({**facts, **msgspec.structs.asdict(problem)})


def status_of(error: FieldpointError) -> int:
    """The HTTP status of an error: by its code where the code has one, else by its kind."""
    return int(_BY_CODE.get(error.code) or _BY_KIND[type(error)])


def answer_foreseen(_: Request[Any, Any, Any], error: FieldpointError) -> Response[bytes]:
    """The answer to a failure that fieldpoint foresaw."""
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOGGER.error("%s", error.code)
    return _answer(error.code, status, error.facts)


def answer_litestar(_: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """The answer to a failure that Litestar found: a route, a method, a missing or too large body."""
    status = error.status_code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return answer_unforeseen(_, error)
    return _answer(_BY_STATUS.get(status, Code.REQUEST_INVALID), status, {})


def answer_unforeseen(_: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer to a fault of ours: logged by its kind and place, never by its text (it may hold a name)."""
    say_where(error)
    return _answer(Code.UNEXPECTED, HTTPStatus.INTERNAL_SERVER_ERROR, {})


def say_where(error: BaseException) -> None:
    """The log knows the kind of a fault of ours and its place; its text may hold a name."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename.rpartition('/')[2]}:{place.tb_lineno}" if place else "?"
    _LOGGER.error("unexpected %s at %s", type(error).__name__, where)


def _answer(code: Code, status: int, facts: Mapping[str, Fact]) -> Response[bytes]:
    headers = {"Retry-After": str(facts.get("retry_after_s", _RETRY_AFTER_S))} if status in _LATER else {}
    return Response(problem_body(code, status, facts), status_code=status, media_type=MEDIA_TYPE, headers=headers)


EXCEPTION_HANDLERS: Final[dict[int | type[Exception], Callable[[Request[Any, Any, Any], Any], Response[bytes]]]] = {
    FieldpointError: answer_foreseen,
    HTTPException: answer_litestar,
    Exception: answer_unforeseen,
}
