"""A page's form that brings a file: its fields and the file, after the session's mark in it was found right.

Everything stays in memory: Litestar's own reading puts a file of more than a megabyte into a plain one on the disk, and
a list has names in it. Imports litestar, multipart, errors and the officers' sessions.
"""

import hmac
import re
from typing import Any, Final

import msgspec
from litestar import Request
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from fieldpoint.core.persian import clean
from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.form import MARK

_MULTIPART: Final = re.compile(r'multipart/form-data; *boundary="?([^";, ]{1,70})"?$', re.ASCII | re.IGNORECASE)
_LONGEST_NAME: Final = 80
_MOST_BOXES: Final = 12


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What came: the file's name without folders, its bytes, and the form's other boxes."""

    name: str
    content: bytes
    fields: dict[str, str]


async def read_file_form(request: Request[Any, Any, Any], officer: SignedIn, most: int) -> Sent:
    """The form's file and boxes.

    `NotAllowed` (`form-foreign`) without the session's mark. `Invalid`: `body-malformed`, `file-unreadable` (no file
    was chosen), `file-too-large`.
    """
    kind = _MULTIPART.match(request.headers.get("content-type", ""))
    if kind is None:
        raise NotAllowed(Code.FORM_FOREIGN)  # the page's own form brings its file so
    boxes = _boxes(await request.body(), kind[1])
    try:
        fields = {name: clean(content.decode()) for name, (file, content) in boxes.items() if file is None}
    except UnicodeDecodeError:
        raise Invalid(Code.BODY_MALFORMED) from None
    if not officer.mark or not hmac.compare_digest(fields.pop(MARK, "").encode(), officer.mark.encode()):
        raise NotAllowed(Code.FORM_FOREIGN)
    file, content = boxes.get("file", (None, b""))
    if not file:
        raise Invalid(Code.FILE_UNREADABLE, file="")
    name = clean(file.replace("\\", "/").rpartition("/")[2])[:_LONGEST_NAME]
    if len(content) > most:
        raise Invalid(Code.FILE_TOO_LARGE, file=name, most=most)
    return Sent(name=name, content=content, fields=fields)


def _boxes(body: bytes, boundary: str) -> dict[str, tuple[str | None, bytes]]:
    """Every box of a form: the name of its file, or nothing where it is none, and what is in it."""
    found: dict[str, tuple[str | None, bytes]] = {}
    try:
        with PushMultipartParser(boundary, len(body), max_segment_count=_MOST_BOXES) as parser:
            box: MultipartSegment | None = None
            content = bytearray()
            for part in parser.parse(body):
                if isinstance(part, MultipartSegment):
                    box = part
                elif part:
                    content += part
                elif box is not None and box.name:
                    found[box.name] = (box.filename, bytes(content))
                    box, content = None, bytearray()
    except (MultipartError, ValueError):
        raise Invalid(Code.BODY_MALFORMED) from None
    return found
