"""Further lives of a sender's log."""

from hashlib import sha256

from fieldpoint.core.base64url import b64url
from fieldpoint.core.chain import genesis_head
from fieldpoint.core.log_rows import EpochOpen, encode_row
from fieldpoint.core.signature import public_key
from tests.registry.support import Sender


def next_life(before: Sender, seq: int, reason: str, name: str) -> Sender:
    """A further life of a log, which begins after a row of the one before."""
    after = Sender(site=before.site, name=name, seed=before.seed, kid=before.kid)
    after.lines, after.heads = [], []
    after.epoch = sha256(f"epoch {name}".encode()).digest()[:16]
    after.genesis = genesis_head(after.site, after.epoch, public_key(after.seed), before.head(seq))
    row = EpochOpen(
        **after.stamp(),
        site=after.site,
        epoch=b64url(after.epoch),
        pubkey=b64url(public_key(after.seed)),
        reason=reason,
        prev_epoch=b64url(before.epoch),
        prev_seq=seq,
        prev_head=b64url(before.head(seq)),
    )
    after.add(encode_row(row))
    return after
