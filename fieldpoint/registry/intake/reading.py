"""What a row of a site says, or why its effect is withheld (design chapter 4.7).

Imports core only.
"""

from typing import get_args

import msgspec

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.answer import QuarantineCode
from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.log_rows import AnyRow, Handout, Row, decode_header, decode_row

KNOWN_TYPES = frozenset(str(kind.__struct_config__.tag) for kind in get_args(AnyRow))
_MAX_QTY = 2**31
_ID_BYTES = 16


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read of a row; `row` only when it has its effect."""

    event_id: str | None
    type: str
    quarantine: QuarantineCode | None
    row: Row | None = None


def read_row(seq: int, line: bytes) -> Read:
    """What a row says, or why its effect is withheld."""
    try:
        header = decode_header(line)
        if header.seq != seq or len(from_b64url(header.id)) != _ID_BYTES:
            return Read(event_id=None, type=header.t, quarantine="schema")
    except (*UNREADABLE, ValueError):
        return Read(event_id=None, type="", quarantine="schema")
    if header.v != 1 or header.t not in KNOWN_TYPES:
        return Read(event_id=header.id, type=header.t, quarantine="unsupported_type")
    try:
        row = decode_row(line)
    except UNREADABLE:
        return Read(event_id=header.id, type=header.t, quarantine="schema")
    withheld = _withheld(row)
    return Read(event_id=header.id, type=header.t, quarantine=withheld, row=None if withheld else row)


def _withheld(row: AnyRow) -> QuarantineCode | None:
    """What was carried is judged as if it had come by itself."""
    if isinstance(row, Carry):
        return read_row(row.from_seq, bytes(row.line)).quarantine
    return "schema" if isinstance(row, Handout) and not 0 <= row.qty < _MAX_QTY else None
