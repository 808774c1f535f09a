"""Every chain of the registry walked again, and every seal checked against it.

Imports core and the store.
"""

import msgspec

from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import is_sealed, read_header
from fieldpoint.core.chain import next_head
from fieldpoint.core.names import Head
from fieldpoint.errors import Broken, Code, Invalid
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import Epoch, Link, Seal


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """An epoch whose rows are all as they were sent: how many there are, the last one without a gap."""

    site: str
    epoch: str
    rows: int
    mark: int


def verify_registry(store: RegistryStore) -> list[Verified]:
    """Every epoch of every site, in order.

    `Broken` (`chain-broken`) with the site and the number of the first row that is changed, moved, missing
    below the mark, or the last of a batch whose seal does not fit.
    """
    return [_walk(store, epoch) for site in store.sites() for epoch in store.epochs(site.site)]


def _walk(store: RegistryStore, epoch: Epoch) -> Verified:
    seals = {seal.last: seal for seal in store.seals(epoch.number)}
    rows, before = 0, Link(seq=0, prev=Head(b""), head=Head(b""))
    for link, line in store.lines(epoch.number):
        whole = before.seq >= epoch.hwm or _follows(link, before)
        seal = seals.pop(link.seq, None)
        if not (whole and _is_as_sent(epoch, link, line) and (seal is None or _fits(store, epoch.site, seal, link))):
            raise Broken(Code.CHAIN_BROKEN, site=epoch.site, seq=link.seq if whole else before.seq + 1)
        rows, before = rows + 1, link
    if before.seq < epoch.hwm or seals:
        raise Broken(Code.CHAIN_BROKEN, site=epoch.site, seq=before.seq + 1)
    return Verified(site=epoch.site, epoch=epoch.epoch, rows=rows, mark=epoch.hwm)


def _follows(link: Link, before: Link) -> bool:
    return link.seq == before.seq + 1 and (before.seq == 0 or link.prev == before.head)


def _is_as_sent(epoch: Epoch, link: Link, line: bytes) -> bool:
    return next_head(link.prev, line) == link.head and (link.seq != epoch.hwm or link.head == epoch.head)


def _fits(store: RegistryStore, site: str, seal: Seal, link: Link) -> bool:
    """Whether the site's key signed a header that ends at this row's head."""
    try:
        header = read_header(seal.header)
    except Invalid:
        return False
    key = store.site_key(site, header.kid)
    signed = key is not None and is_sealed(seal.header, seal.signature, key.public)
    return signed and header.last == link.seq and header.head == b64url(link.head)
