"""Rows of this site as the registry gives them back, believed by the site's own signature alone.

Imports core, store and the client.
"""

import msgspec

from fieldpoint.core.batch import inflate, open_batch, prev_of, verify
from fieldpoint.core.names import Head
from fieldpoint.errors import Code, Invalid, Unavailable
from fieldpoint.sync.registry_client import Denied, RegistryClient


class HeldRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows `first` to `last` of an epoch: their bytes, the head before them, the head after each."""

    first: int
    lines: tuple[bytes, ...]
    prev: Head
    heads: tuple[Head, ...]

    @property
    def last(self) -> int:
        """The number of the last of them."""
        return self.first + len(self.lines) - 1

    def head_at(self, seq: int) -> Head:
        """The head after a row of them, or before the first."""
        return self.prev if seq < self.first else self.heads[seq - self.first]


class Source(msgspec.Struct, frozen=True):
    """Where rows are asked for: the registry, and by which of the site's own keys they are believed."""

    client: RegistryClient
    site: str
    keys: dict[int, bytes]

    async def rows(self, epoch: str, seq: int) -> HeldRows | None:
        """The rows around one that the registry holds, or nothing where it does not.

        `Unavailable` (`registry-unreachable`) where it does not answer, or with what this site never signed.
        """
        sealed = await self.client.sealed_rows(epoch, seq)
        if isinstance(sealed, Denied):
            if sealed.code == Code.ROWS_UNKNOWN:
                return None
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        try:
            batch = open_batch(inflate(sealed))
            heads = verify(batch, self.keys[batch.header.kid])
        except (Invalid, KeyError):
            raise Unavailable(Code.REGISTRY_UNREACHABLE) from None
        header = batch.header
        if (header.site, header.epoch) != (self.site, epoch) or not header.first <= seq <= header.last:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return HeldRows(first=header.first, lines=batch.lines, prev=prev_of(batch), heads=heads)
