"""A new life of the log begins: a random name, bound to the head at which the one before stood.

Imports core and its neighbours in the store.
"""

from msgspec import UNSET

from fieldpoint.core.base64url import b64url
from fieldpoint.core.chain import NO_HEAD, genesis_head
from fieldpoint.core.log_rows import EpochOpen
from fieldpoint.ids import new_epoch
from fieldpoint.store import identity, log
from fieldpoint.store.epochs import epoch_names
from fieldpoint.store.transaction import LogHead, Transaction


def begin_epoch(tx: Transaction, code: str, reason: str, by: str | None = None) -> LogHead:
    """The log of site `code` goes on in a new epoch under its newest key; answers its first row. Does not commit."""
    before, number = tx.head, tx.head.epoch_no + 1
    epoch, key = new_epoch(), identity.log_key(tx.connection)
    genesis = genesis_head(code, epoch, key.public, before.head or NO_HEAD)
    tx.connection.execute(
        "INSERT INTO epochs (number, epoch, log_kid, genesis) VALUES (?, ?, ?, ?)",
        (number, b64url(epoch), key.kid, genesis),
    )
    names = epoch_names(tx.connection)
    tx.head = LogHead(number, 0, genesis)
    row = EpochOpen(
        **tx.stamp(),
        site=code,
        epoch=b64url(epoch),
        pubkey=b64url(key.public),
        reason=reason,
        prev_epoch=names.get(before.epoch_no),
        prev_seq=before.seq or None,
        prev_head=b64url(before.head) if before.head else None,
        op=by or UNSET,
    )
    return log.append(tx, row)
