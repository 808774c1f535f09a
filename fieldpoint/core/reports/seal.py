"""What the QR code of a day's sheet says: which row of which log closed which day, and the log's head after it.

The head is the hash of every row up to the close, so whoever has the log, or the registry's copy of it, can say
whether the sheet is of that log (`fieldpoint day verify`). The ten symbols beside the code are its first 50 bits.

Imports msgspec and `core`.
"""

import re
from typing import Final

import msgspec

from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.names import Day, Head

_FORM: Final = re.compile(
    r"FP-DAY-1 ([A-Za-z0-9][A-Za-z0-9_.-]{0,31}) (1[2-5]\d\d-\d\d-\d\d) ([1-9]\d{0,11}) ([A-Za-z0-9_-]{43})", re.ASCII
)


class DaySeal(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed day: its site, the number of the row that closed it, the log's head after that row."""

    site: str
    day: Day
    seq: int
    head: Head


def seal_text(seal: DaySeal) -> str:
    """The seal as the QR code says it, such as `FP-DAY-1 d11-03 1405-09-01 152 …`."""
    return f"FP-DAY-1 {seal.site} {seal.day} {seal.seq} {b64url(seal.head)}"


def read_seal(text: str) -> DaySeal:
    """The seal of a code's text. `ValueError` when it is none."""
    found = _FORM.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError("no seal of a day")
    site, day, seq, head = found.groups()
    return DaySeal(site=site, day=Day(day), seq=int(seq), head=Head(from_b64url(head)))
