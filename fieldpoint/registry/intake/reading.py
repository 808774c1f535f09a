"""What a row of a site says, or why its effect is withheld (design chapter 4.7).

Imports core only.
"""

import re
from functools import lru_cache
from typing import get_args

import msgspec
from msgspec.structs import astuple

from fieldpoint.core.act_rows import Carry, StockOut
from fieldpoint.core.answer import QuarantineCode
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.jalali import read_day
from fieldpoint.core.log_rows import AnyRow, DayClose, DayOpen, Handout, Row, decode_header, decode_row
from fieldpoint.core.shelter.rows import OfShelter
from fieldpoint.core.work.rows import WorkRow

_TYPES = {kind: str(kind.__struct_config__.tag) for kind in get_args(AnyRow)}
KNOWN_TYPES = frozenset(_TYPES.values())
_MAX_QTY = 2**31
_MAX_NUMBER = 2**53  # as of any number in JSON; rials run to billions
_MOST_ENDS = 5000  # of beds that are kept
_COUNTS = ("qty", "handed", "left", "waited_s", "places", "slot", "number")  # of whatever row has one
# Rows whose days a site looks at before it writes them; a handout of another day counts without it (effects.py).
_Dated = DayOpen | DayClose | WorkRow | StockOut
_DAYS = ("day", "on", "due", "next_on")
# Long numbers and a zero sign: what no database takes, in whatever member they stand.
_SUSPECT = re.compile(rb"[:,\[]\s*-?\d{16}|\\u0000", re.ASCII)
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
    withheld = "schema" if _is_beyond(line) else _withheld(row)
    return Read(event_id=row.id, type=_TYPES[type(row)], quarantine=withheld, row=None if withheld else row)


def _withheld(row: AnyRow) -> QuarantineCode | None:
    """What was carried is judged as if it had come by itself."""
    if isinstance(row, Carry):
        return read_row(row.from_seq, bytes(row.line)).quarantine
    counts = [one for name in _COUNTS if isinstance(one := getattr(row, name, None), int)]
    if isinstance(row, Handout):
        counts += row.shares or []
    elif isinstance(row, OfShelter):
        counts += astuple(row.now)
        if len(row.ends or []) > _MOST_ENDS or not all(0 <= one <= _MAX_NUMBER for one in row.ends or []):
            return "schema"
    most = _MAX_NUMBER if isinstance(row, GiftRow) else _MAX_QTY
    days = [getattr(row, name, None) for name in _DAYS] if isinstance(row, _Dated) else []
    fits = all(0 <= one < most for one in counts) and all(_is_day(one) for one in days if one is not None)
    return None if fits else "schema"


@lru_cache(maxsize=1000)
def _is_day(said: object) -> bool:
    """Whether a calendar has the day that is said, where one is."""
    try:
        return not isinstance(said, str) or bool(read_day(said))
    except ValueError:
        return False


def _is_beyond(line: bytes) -> bool:
    """Whether a row has a number or a sign that a database does not take, at whatever depth."""
    if _SUSPECT.search(line) is None:
        return False
    found: list[object] = [msgspec.json.decode(line)]
    for one in found:
        if isinstance(one, dict | list):
            found += [*one, *one.values()] if isinstance(one, dict) else one
        elif (isinstance(one, int) and abs(one) >= _MAX_NUMBER) or (isinstance(one, str) and "\0" in one):
            return True
    return False


def _poor(seq: int, line: bytes) -> Read:
    """What can still be said of a row that does not read as a whole."""
    try:
        header = decode_header(line)
    except UNREADABLE:
        return Read(event_id=None, type="", quarantine="schema")
    if header.seq != seq or not _is_id(header.id) or "\0" in header.t:
        return Read(event_id=None, type="", quarantine="schema")
    known = header.v == 1 and header.t in KNOWN_TYPES
    return Read(event_id=header.id, type=header.t, quarantine="schema" if known else "unsupported_type")


def _is_id(text: str) -> bool:
    """Whether this is the one spelling of 16 bytes; the last of 22 symbols carries two bits."""
    return _ID.fullmatch(text) is not None
