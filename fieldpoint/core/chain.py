"""The hash chain over a log's lines (design chapter 4.2).

A head is 32 bytes. The genesis head binds the site, its epoch, its public key and the head the epoch
before it ended at; each further head binds the one before and the exact bytes of a line. Whoever holds
one head can tell a changed, missing, added or moved line below it.
"""

from hashlib import sha256

from fieldpoint.core.names import Head

NO_HEAD = Head(bytes(32))
_GENESIS = b"fp/genesis/1\0"
_EVENT = b"fp/event/1\0"


def genesis_head(site: str, epoch: bytes, public_key: bytes, prev_head: Head = NO_HEAD) -> Head:
    """The head before an epoch's first row."""
    return Head(sha256(_GENESIS + site.encode() + b"\0" + epoch + public_key + prev_head).digest())


def next_head(head: Head, line: bytes) -> Head:
    """The head after one more line (its exact bytes, no line feed)."""
    return Head(sha256(_EVENT + head + sha256(line).digest()).digest())
