"""A page's form that brings a file: its fields and the file, after the session's mark in it was found right.

Imports litestar, errors and the officers' sessions.
"""

import hmac
from typing import Any, Final

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile

from fieldpoint.core.persian import clean
from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.form import MARK

_MULTIPART = "multipart/form-data"
_LONGEST_NAME: Final = 80


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What came: the file's name without folders, its bytes, and the form's other boxes."""

    name: str
    content: bytes
    fields: dict[str, str]


async def read_file_form(request: Request[Any, Any, Any], officer: SignedIn, most: int) -> Sent:
    """The form's file and boxes.

    `NotAllowed` (`form-foreign`) without the session's mark. `Invalid`: `file-unreadable` (no file was chosen),
    `file-too-large`.
    """
    if not request.headers.get("content-type", "").lower().startswith(_MULTIPART):
        raise NotAllowed(Code.FORM_FOREIGN)  # the page's own form brings its file so
    form = await request.form()
    fields = {name: clean(value) for name, value in form.items() if isinstance(value, str)}
    mark = str(form.get(MARK) or "")
    if not officer.mark or not hmac.compare_digest(mark.encode(), officer.mark.encode()):
        raise NotAllowed(Code.FORM_FOREIGN)
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Invalid(Code.FILE_UNREADABLE, file="")
    content = await file.read(most + 1)
    name = clean(file.filename.replace("\\", "/").rpartition("/")[2])[:_LONGEST_NAME]
    if len(content) > most:
        raise Invalid(Code.FILE_TOO_LARGE, file=name, most=most)
    return Sent(name=name, content=content, fields=fields)
