"""A site that never was: rows, chains and batches made in memory, so that each of them can be bent.

Imports core, clock, ids and the store's stamp of a row.
"""

import msgspec

from fieldpoint import __version__, ids
from fieldpoint.clock import wall_ms
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import Sealer, seal
from fieldpoint.core.chain import genesis_head, next_head
from fieldpoint.core.log_rows import EpochOpen, Handout, encode_row
from fieldpoint.core.names import CardId, Cycle, Day, EventId, Head, HouseholdId, ProgrammeCode
from fieldpoint.core.signature import public_key
from fieldpoint.store.transaction import Stamp

KID = 1


class MadeUpLog:
    """One life of a log, with its own epoch and the key of its site."""

    def __init__(self, site: str, seed: bytes) -> None:
        self.site = site
        self.seed = seed
        self.epoch = ids.new_epoch()
        self.lines: list[bytes] = []
        self.heads = [genesis_head(site, self.epoch, public_key(seed))]
        self._wall = wall_ms()
        self.add(self.opening())

    def opening(self) -> bytes:
        """The row that opens the epoch."""
        public = b64url(public_key(self.seed))
        return encode_row(
            EpochOpen(**self.stamp(), site=self.site, epoch=b64url(self.epoch), pubkey=public, reason="genesis")
        )

    def handout(self, event_id: str | None = None) -> bytes:
        """The handout that would come next."""
        row = Handout(
            **self.stamp(event_id),
            card=CardId("AAAAAAAAAAA"),
            hh=HouseholdId(ids.new_household_id()),
            prog=ProgrammeCode("basket"),
            cycle=Cycle("1405-09"),
            item="food-basket",
            qty=1,
            members=[],
            rule="basket@1",
            day=Day("1405-09-01"),
            desk="d1",
            tab="t00001",
            tseq=self.last + 1,
            op="o00000000",
        )
        return encode_row(row)

    def bent(self, **members: object) -> bytes:
        """The handout that would come next, with other members."""
        return msgspec.json.encode({**msgspec.json.decode(self.handout()), **members})

    def add(self, *lines: bytes) -> None:
        """So many more rows, whatever stands in them."""
        for line in lines:
            self.lines.append(line)
            self.heads.append(next_head(self.heads[-1], line))

    def grow(self, count: int) -> None:
        """So many more handouts."""
        for _ in range(count):
            self.add(self.handout())

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self.lines)

    def head(self, seq: int) -> str:
        """The head after a row, as it stands in an answer."""
        return b64url(self.heads[seq])

    def twin(self, upto: int) -> "MadeUpLog":
        """A copy of this very life up to a row, as a cloned card has it."""
        copy = MadeUpLog(self.site, self.seed)
        copy.epoch, copy.lines, copy.heads = self.epoch, self.lines[:upto], self.heads[: upto + 1]
        return copy

    def body(self, first: int, last: int) -> bytes:
        """The uncompressed bytes of a batch of these rows."""
        sealer = Sealer(
            site=self.site,
            epoch=b64url(self.epoch),
            kid=KID,
            sw=__version__,
            boot=1,
            mono=first,
            wall=self._wall,
            tq=1,
        )
        return seal(sealer, first, Head(self.heads[first - 1]), self.lines[first - 1 : last], self.seed)

    def stamp(self, event_id: str | None = None) -> Stamp:
        """What the row that would come next says of itself."""
        made = EventId(event_id) if event_id else ids.new_event_id()
        return Stamp(id=made, seq=self.last + 1, boot=1, mono=self.last + 1, wall=wall_ms(), tq=1)
