"""What every row of the log has (see log_rows.py).

Imports msgspec and `core`.
"""

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.names import Day, EventId


class Row(msgspec.Struct, frozen=True, kw_only=True, tag_field="t"):
    """What every row has: who it is, where it stands, when it was written."""

    v: int = 1
    id: EventId
    seq: int
    boot: int
    mono: int
    wall: int
    tq: int


class Tap(Row, frozen=True, kw_only=True):
    """What every act at a desk has: the business day, where and by whom, and the tablet with its own gap-free count.

    `late_for` names the day where that was closed already.
    """

    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    late_for: Day | UnsetType = UNSET
    flags: list[str] | UnsetType = UNSET
