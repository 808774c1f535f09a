"""Crockford's base32: text that a person can read aloud and a QR code packs tightly.

32 symbols without I, L, O and U. Upper case is what is written; lower case is read too, I and L are read
as 1, O as 0. Check symbols outside the 32 and hyphens are not part of it here.

Imports nothing.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# Python's own base 32 has the digits 0-9a-v. A byte that is no symbol becomes "!", which int() refuses.
_PYTHON_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_READ = bytearray(b"!" * 256)
for _value, _symbol in enumerate(ALPHABET):
    _READ[ord(_symbol)] = _READ[ord(_symbol.lower())] = ord(_PYTHON_DIGITS[_value])
for _symbol, _meant in {"I": "1", "L": "1", "O": "0"}.items():
    _READ[ord(_symbol)] = _READ[ord(_symbol.lower())] = ord(_meant)
_READ_TABLE = bytes(_READ)


def encode(raw: bytes) -> str:
    """The bytes as upper-case text, first bit first; bits that fill up the last symbol are zero."""
    length = -(-len(raw) * 8 // 5)
    number = int.from_bytes(raw, "big") << (length * 5 - len(raw) * 8)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(length * 5 - 5, -1, -5))


def decode(text: str) -> bytes:
    """The bytes of a text.

    `ValueError` when a character is no symbol, when no number of bytes has this length, or when a bit
    that only fills up is set: bytes have one upper-case spelling.
    """
    number = value(text)
    spare = len(text) * 5 % 8
    if spare >= 5 or number & ((1 << spare) - 1):  # noqa: PLR2004  5 spare bits are a symbol too many
        raise ValueError
    return (number >> spare).to_bytes(len(text) * 5 // 8, "big")


def value(text: str) -> int:
    """The number a text stands for. `ValueError` when it is empty or a character is no symbol."""
    return int(text.encode("ascii").translate(_READ_TABLE), 32)


def symbols(number: int, length: int) -> str:
    """A number below 32**length as so many symbols."""
    return "".join(ALPHABET[number >> shift & 31] for shift in range(length * 5 - 5, -1, -5))
