r"""Ed25519 (RFC 8032) over texts that are told apart by what stands in front of them.

Every kind of signed bytes begins with its own name ("fp/batch/1\0", "fp/answer/1\0"), so a signature
made for one thing is never good for another. Keys are the 32 raw bytes.

Imports cryptography's Ed25519 only.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE_BYTES = 64
PUBLIC_BYTES = 32
_PRIME: Final = 2**255 - 19
# The y of the eight points of small order: under such a key anybody's signature is right for any text.
_EIGHTH: Final = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_SMALL_ORDER: Final = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})


def sign(seed: bytes, message: bytes) -> bytes:
    """The 64 bytes of the signature; always the same for the same key and message."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the key's owner signed exactly this message; a malformed key or signature is a plain no."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_weak(public: bytes) -> bool:
    """Whether a public key is none to trust: a point of small order, a second spelling (RFC 8032, 5.1.3), no key."""
    y = int.from_bytes(public, "little") & (2**255 - 1)  # the last bit is the sign of x
    return len(public) != PUBLIC_BYTES or y >= _PRIME or y in _SMALL_ORDER


def public_key(seed: bytes) -> bytes:
    """The 32 bytes by which others check this key's signatures."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
