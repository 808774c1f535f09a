"""What a page's form sent, read strictly into a struct, after the session's mark in it was found right.

Imports litestar, msgspec and errors.
"""

import hmac
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar import Request

from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.registry.officers.sessions import SignedIn

T = TypeVar("T")

MARK: Final = "mark"
_AS_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 40


async def read_form(request: Request[Any, Any, Any], kind: type[T]) -> T:
    """The form as its struct, texts without spaces around; an empty box is one that was not filled in.

    `NotAllowed` (`form-foreign`) without the session's mark, where somebody is signed in. `Invalid`:
    `media-type-unsupported`, `body-malformed`, `request-invalid`.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _AS_FORM:
        raise Invalid(Code.MEDIA_TYPE_UNSUPPORTED)
    fields = _fields(await request.body())
    mark = fields.pop(MARK, "")
    officer: SignedIn | None = getattr(request.state, "officer", None)
    if officer is not None and not (officer.mark and hmac.compare_digest(mark.encode(), officer.mark.encode())):
        raise NotAllowed(Code.FORM_FOREIGN)
    try:
        return msgspec.convert(fields, kind, strict=False)
    except msgspec.ValidationError:
        raise Invalid(Code.REQUEST_INVALID) from None


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:  # of bytes that are no form, and of letters that are none
        raise Invalid(Code.BODY_MALFORMED) from None
    fields = {name: value.strip() for name, value in pairs if value.strip()}
    if len({name for name, _ in pairs}) != len(pairs) or any("\0" in value for value in fields.values()):
        raise Invalid(Code.BODY_MALFORMED)
    return fields
