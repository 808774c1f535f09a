"""Six digits that a person keeps in the head, and the slow hash that is kept of them (scrypt, RFC 7914).

A million PINs are an afternoon's work for whoever holds the database, so a PIN opens nothing by itself: it is
asked of a paired tablet only, and its guesses are counted (desk/sign_in.py).

Imports the standard library only.
"""

from hashlib import scrypt
from hmac import compare_digest
from typing import Final

DIGITS: Final = 6
COST: Final = 15  # 2**15 rounds over 32 MiB: a quarter of a second on a small machine
_BLOCK: Final = 8
_HASH_BYTES: Final = 32
_RUNS: Final = ("0123456789", "9876543210", "1234567890", "0987654321")


def hash_pin(pin: str, salt: bytes, cost: int = COST) -> bytes:
    """What is kept of a PIN, with 2**`cost` rounds; holds the thread and 128 * 8 * 2**`cost` bytes meanwhile."""
    room = 2 * 128 * _BLOCK * 2**cost
    return scrypt(pin.encode(), salt=salt, n=2**cost, r=_BLOCK, p=1, maxmem=room, dklen=_HASH_BYTES)


def is_pin(pin: str, salt: bytes, kept: bytes, cost: int) -> bool:
    """Whether this is the PIN of a hash, in a time that does not tell."""
    return compare_digest(hash_pin(pin, salt, cost), kept)


def is_weak(pin: str) -> bool:
    """Whether a stranger would try it first: one digit again and again, or a straight run."""
    return len(set(pin)) == 1 or any(pin in run for run in _RUNS)
