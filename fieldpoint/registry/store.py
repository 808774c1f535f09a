"""What a database must do for the registry, whichever it is; rules live above it, SQL below.

Every implementation passes the same tests (tests/registry/contract). Nothing here commits: whoever
changes something does it inside `transaction`. One thread uses a store at a time.

Imports `core` only.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from fieldpoint.core.answer import QuarantineCode, QuarantinedRow
from fieldpoint.core.names import Head


class EnrolCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code that was given out: for which site, and the public key that used it up, if one did."""

    site: str
    used_by: bytes | None


class Epoch(msgspec.Struct, frozen=True, kw_only=True):
    """One life of a site's log: `hwm` is the last row held without a gap, `head` the head after it."""

    number: int
    site: str
    epoch: str
    hwm: int
    head: Head | None


class StoredRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row at its place in the chain. `event_id` is None where none can be read."""

    seq: int
    event_id: str | None
    type: str
    line: bytes
    prev: Head
    head: Head
    quarantine: QuarantineCode | None


class Link(msgspec.Struct, frozen=True, kw_only=True):
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


class RegistryStore(Protocol):
    """The registry's database."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together or not at all."""
        ...

    def close(self) -> None:
        """Let the database go."""
        ...

    def add_site(self, site: str, now_ms: int) -> None:
        """The site is known; nothing changes when it was."""
        ...

    def add_enrol_code(self, site: str, code_hash: bytes, now_ms: int) -> None:
        """A code that lets this site enrol once."""
        ...

    def enrol_code(self, code_hash: bytes) -> EnrolCode | None:
        """The code with this hash."""
        ...

    def use_enrol_code(self, code_hash: bytes, public: bytes) -> None:
        """The code belongs to this key from here on."""
        ...

    def add_site_key(self, site: str, kid: int, public: bytes, now_ms: int) -> None:
        """Batches of this site may be signed by this key; a number that is taken keeps its key."""
        ...

    def site_key(self, site: str, kid: int) -> bytes | None:
        """The public key of a site by its number."""
        ...

    def set_token(self, site: str, token_hash: bytes) -> None:
        """This token speaks for the site, and no other does."""
        ...

    def site_of_token(self, token_hash: bytes) -> str | None:
        """The site that a token speaks for."""
        ...

    def note_contact(self, site: str, now_ms: int) -> None:
        """The site was heard of at this moment."""
        ...

    def sites(self) -> list[SiteFacts]:
        """Every site, by its code."""
        ...

    def epochs(self, site: str) -> list[Epoch]:
        """A site's epochs, oldest first."""
        ...

    def epoch_for_writing(self, site: str, epoch: str) -> Epoch:
        """An epoch, made when it is new; no other transaction changes its site until this one ends."""
        ...

    def set_mark(self, epoch_no: int, hwm: int, head: Head) -> None:
        """The epoch is whole up to this row."""
        ...

    def links(self, epoch_no: int, first: int, last: int) -> Iterator[Link]:
        """The heads of the rows held from `first` to `last`, in order; missing ones are skipped."""
        ...

    def lines(self, epoch_no: int) -> Iterator[tuple[Link, bytes]]:
        """All rows of an epoch with their exact bytes, in order."""
        ...

    def top(self, epoch_no: int) -> int:
        """The highest row held of an epoch, 0 for none."""
        ...

    def gaps(self, epoch_no: int, hwm: int, limit: int) -> list[tuple[int, int]]:
        """The missing numbers above the mark: first and last of each gap, in order."""
        ...

    def used_ids(self, event_ids: Sequence[str]) -> set[str]:
        """Those of the ids that already count."""
        ...

    def add_rows(self, epoch_no: int, rows: Iterable[StoredRow]) -> None:
        """The rows are held; one whose place is taken changes nothing."""
        ...

    def quarantined(self, epoch_no: int, first: int, last: int) -> list[QuarantinedRow]:
        """The rows from `first` to `last` whose effect is withheld, in order."""
        ...

    def add_totals(self, added: Iterable[tuple[TotalKey, int]]) -> None:
        """The totals grow by these numbers."""
        ...

    def totals(self) -> Iterator[tuple[TotalKey, int]]:
        """Every total, in the order of its key."""
        ...

    def add_seal(self, epoch_no: int, seal: Seal, now_ms: int) -> None:
        """The proof is kept; a batch that came before changes nothing."""
        ...

    def seals(self, epoch_no: int) -> Iterator[Seal]:
        """The proofs of an epoch, by the rows they end at."""
        ...

    def keep_batch(self, kept: KeptBatch, now_ms: int) -> None:
        """The bytes are kept beside; a batch that came before changes nothing."""
        ...

    def kept_batches(self) -> int:
        """How many batches lie beside."""
        ...
