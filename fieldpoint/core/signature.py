r"""Ed25519 (RFC 8032) over texts that are told apart by what stands in front of them.

Every kind of signed bytes begins with its own name ("fp/batch/1\0", "fp/answer/1\0"), so a signature
made for one thing is never good for another. Keys are the 32 raw bytes.

Imports cryptography's Ed25519 only.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE_BYTES = 64
PUBLIC_BYTES = 32


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


def public_key(seed: bytes) -> bytes:
    """The 32 bytes by which others check this key's signatures."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
