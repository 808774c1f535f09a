"""What every row of the log has (see log_rows.py).

Imports msgspec and `core`.
"""

import msgspec

from fieldpoint.core.names import EventId


class Row(msgspec.Struct, frozen=True, kw_only=True, tag_field="t"):
    """What every row has: who it is, where it stands, when it was written."""

    v: int = 1
    id: EventId
    seq: int
    boot: int
    mono: int
    wall: int
    tq: int
