"""base64url without padding (RFC 4648, section 5), one spelling a value.

The decoder accepts only what the encoder would have written, so that an id has exactly one text.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def b64url(raw: bytes) -> str:
    """The bytes as text: 8 bytes are 11 characters, 16 are 22, 32 are 43."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_b64url(text: str) -> bytes:
    """The bytes of a text. `ValueError` when it is not the one canonical spelling."""
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64url(raw) != text:
        raise ValueError("not canonical base64url")
    return raw
