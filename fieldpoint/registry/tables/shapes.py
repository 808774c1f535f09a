"""What the registry's database holds, as the rules above it see it.

Imports core only.
"""

from typing import Literal

import msgspec

from fieldpoint.core.answer import QuarantineCode
from fieldpoint.core.names import Cycle, Day, EventId, Head, ProgrammeCode
from fieldpoint.core.overlap import Finding, GivenKind


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The registry's name, the number of its signing key, and that key as the database keeps it."""

    name: str
    kid: int
    seed: bytes


class EnrolCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code that was given out: for which site, when (ms of UTC), the public key that used it up, if one did."""

    site: str
    made_at: int
    used_by: bytes | None


class Epoch(msgspec.Struct, frozen=True, kw_only=True):
    """One life of a site's log: `hwm` is the last row held without a gap, `head` the head after it."""

    number: int
    site: str
    epoch: str
    hwm: int
    head: Head | None
    retired: bool = False


class StoredRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row at its place in the chain. `event_id` is None where none can be read."""

    seq: int
    event_id: str | None
    type: str
    line: bytes
    prev: Head
    head: Head
    quarantine: QuarantineCode | None


class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The heads on both sides of a row."""

    seq: int
    prev: Head
    head: Head


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """What a site signed about its rows `first` to `last`."""

    batch_id: str
    first: int
    last: int
    header: bytes
    signature: bytes


class KeptBatch(msgspec.Struct, frozen=True, kw_only=True):
    """A batch whose rows do not count, as it was sent."""

    batch_id: str
    site: str
    epoch: str
    code: str
    sent: bytes


class TotalKey(msgspec.Struct, frozen=True, kw_only=True):
    """What a total counts: one item, for one household, in one period of a programme, at one site."""

    household: str
    programme: str
    cycle: str
    item: str
    site: str


class SiteFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A site at a glance; `mark` is the sum of its epochs' marks, times are ms of UTC or None."""

    site: str
    enrolled: bool
    rows: int
    mark: int
    last_contact_at: int | None


class Taking(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one row gave to one that is counted. `household` is the row's own, None on an anonymous card."""

    event_id: EventId
    holder: str
    counted_for: str
    household: str | None
    programme: ProgrammeCode
    cycle: Cycle
    item: str
    quantity: int
    site: str
    kind: GivenKind
    rule: str
    day: Day | None


class VoidMark(msgspec.Struct, frozen=True, kw_only=True):
    """The row `event_id` of a site takes the row `ref` back; only the site that wrote `ref` can."""

    event_id: EventId
    ref: EventId
    site: str


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """A card that belongs to a household, or a household or person that is another, by the row `event_id`."""

    gone: str
    kept: str
    event_id: EventId


class ProgrammeText(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a programme as a site goes by it: its rule as JSON."""

    code: ProgrammeCode
    version: int
    site: str
    rule: bytes


CaseState = Literal["open", "accepted", "settled", "error", "gone"]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """An over-issue that was found. `gone`: what was too much was taken back; the others are what people decided."""

    case_id: str
    finding: Finding
    state: CaseState
    opened_at: int
    changed_at: int


KeyEnd = Literal["retired", "compromised"]


class SiteKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that a site signs its batches with. One that has `ended` is good up to `last_seq` of `last_epoch`.

    A compromised key is good for nothing that comes now, whatever row it is for.
    """

    kid: int
    public: bytes
    enrolled_at: int
    ended: KeyEnd | None = None
    last_epoch: str | None = None
    last_seq: int | None = None

    def is_good_for(self, epoch: str, last: int) -> bool:
        """Whether a batch up to this row of an epoch counts when it comes now."""
        if self.ended is None:
            return True
        return self.ended == "retired" and epoch == self.last_epoch and last <= (self.last_seq or 0)


CloseState = Literal["unchecked", "right", "wrong"]


class CloseMark(msgspec.Struct, frozen=True, kw_only=True):
    """The close of a site's day, and whether its sums are those of the rows."""

    epoch_no: int
    seq: int
    site: str
    day: Day
    state: CloseState


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the registry's own log: its exact bytes, and the head after it."""

    n: int
    line: bytes
    head: bytes


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A batch that is kept beside, without its bytes; `released_at` is ms of UTC once a person let it in."""

    batch_id: str
    site: str
    epoch: str
    code: str
    received_at: int
    released_at: int | None


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """A row whose effect is withheld, and why."""

    site: str
    epoch: str
    seq: int
    event_id: str | None
    type: str
    code: str
