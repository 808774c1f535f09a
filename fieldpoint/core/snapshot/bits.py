"""Whole numbers of so many bits each, one after another, as base64url: what gzip cannot make smaller stands as it is.

Imports `core`.
"""

from collections.abc import Iterable

from fieldpoint.core.base64url import b64url, from_b64url

LEAST = 8  # bits a number: the zeros that fill the last byte are then fewer, and no number is read from them
_BYTE = 8


def packed_bits(numbers: Iterable[int], bits: int) -> str:
    """The numbers, each below two to the power of `bits`, the most significant bit first; zeros fill the last byte."""
    text = "".join(f"{number:0{bits}b}" for number in numbers)
    size = -(-len(text) // _BYTE)
    return b64url(int(text.ljust(size * _BYTE, "0") or "0", 2).to_bytes(size, "big"))


def unpacked_bits(packed: str, bits: int) -> list[int]:
    """The numbers. `ValueError` when these are none."""
    whole = from_b64url(packed)
    count, rest = divmod(len(whole) * _BYTE, bits)
    text = f"{int.from_bytes(whole, 'big'):0{len(whole) * _BYTE}b}"
    if rest >= _BYTE or (rest and int(text[-rest:], 2)):
        raise ValueError
    return [int(text[place * bits : (place + 1) * bits], 2) for place in range(count)]
