"""What a row of a site says, or why its effect is withheld (design chapter 4.7).

Imports core only.
"""

import re
from typing import get_args

import msgspec
from msgspec.structs import astuple

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.answer import QuarantineCode
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.log_rows import AnyRow, Handout, Row, decode_header, decode_row
from fieldpoint.core.shelter.rows import OfShelter

_TYPES = {kind: str(kind.__struct_config__.tag) for kind in get_args(AnyRow)}
KNOWN_TYPES = frozenset(_TYPES.values())
_MAX_QTY = 2**31
_LATEST_MS, _MOST_ENDS = 2**53, 5000
_ID = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]", re.ASCII)


class Read(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What can be read of a row; `row` only when it has its effect."""

    event_id: str | None
    type: str
    quarantine: QuarantineCode | None
    row: Row | None = None


def read_row(seq: int, line: bytes) -> Read:
    """What a row says, or why its effect is withheld."""
    try:
        row = decode_row(line)
    except UNREADABLE:
        return _poor(seq, line)
    if row.v != 1 or row.seq != seq or not _is_id(row.id):
        return _poor(seq, line)
    withheld = _withheld(row)
    return Read(event_id=row.id, type=_TYPES[type(row)], quarantine=withheld, row=None if withheld else row)


def _withheld(row: AnyRow) -> QuarantineCode | None:
    """What was carried is judged as if it had come by itself."""
    if isinstance(row, Carry):
        return read_row(row.from_seq, bytes(row.line)).quarantine
    counts = [row.qty] if isinstance(row, Handout) else astuple(row.now) if isinstance(row, OfShelter) else []
    ends = (row.ends or []) if isinstance(row, OfShelter) else []
    good = all(0 <= one < _MAX_QTY for one in counts) and all(0 <= one <= _LATEST_MS for one in ends)
    return None if good and len(ends) <= _MOST_ENDS else "schema"


def _poor(seq: int, line: bytes) -> Read:
    """What can still be said of a row that does not read as a whole."""
    try:
        header = decode_header(line)
    except UNREADABLE:
        return Read(event_id=None, type="", quarantine="schema")
    if header.seq != seq or not _is_id(header.id):
        return Read(event_id=None, type="", quarantine="schema")
    known = header.v == 1 and header.t in KNOWN_TYPES
    return Read(event_id=header.id, type=header.t, quarantine="schema" if known else "unsupported_type")


def _is_id(text: str) -> bool:
    """Whether this is the one spelling of 16 bytes; the last of 22 symbols carries two bits."""
    return _ID.fullmatch(text) is not None
