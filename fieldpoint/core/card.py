r"""What is on a card: the signed token in its QR, and the short code under it.

A card names a holder and carries no right: anybody can copy it, and the log decides. So a token holds
random numbers and a signature only.

    token = version (1 byte) | key id (2) | card id (8) | print serial (1)
            | Ed25519 over "fp/card/1\0" and the twelve bytes before (64)
    QR text = HTTP://<card host>/C/<token in Crockford's base32>

76 bytes are 122 symbols; in upper case, with a host of up to 22 characters, the text is a QR code of
version 6 at level M. Every answer about a text that is no card of ours is the same, and nothing of the
text is ever repeated. What was printed once must be read for ever: see tests/data/cards.

Imports msgspec, cryptography's Ed25519 and `core`.
"""

import re
from collections.abc import Callable, Mapping

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fieldpoint.core import crockford
from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.names import CardId
from fieldpoint.core.signature import is_weak
from fieldpoint.errors import Code, Invalid, NotFound

TOKEN_SYMBOLS = 122
SHORT_SYMBOLS = 8
MAX_HOST = 22  # one more and the QR code grows to version 7
MAX_TEXT = 400

_VERSION = 1
_SIGNED = b"fp/card/1\0"
_NAME_BYTES = 12
_HOST = re.compile(r"[a-z0-9.-]+(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_TOKEN = re.compile(r"[0-9a-z]{122}", re.ASCII | re.IGNORECASE)
_URL = re.compile(r"https?://[a-z0-9.:\[\]-]+/c/([0-9a-z]{122})", re.ASCII | re.IGNORECASE)
# What fingers and Persian keyboards put into a short code: digits of other scripts, dashes, spaces, marks.
_FORGIVEN = str.maketrans(
    "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩",
    "01234567890123456789",
    "-_. \t\n\r\u00a0\u2010\u2011\u2012\u2013\u2014\u2212\u0640\u200c\u200d\u200e\u200f",
)


class CardName(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which card this is: its random id, the key that signed it (0 to 65535), which print (0 to 255)."""

    card: CardId
    kid: int
    serial: int


class Token(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag=True):
    """A text of a token's form. Nothing is known about it until `read_token`."""

    text: str


class ShortCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag=True):
    """A short code as it is printed (8 symbols, upper case), its check symbol right. Desks only."""

    text: str


def sign_token(name: CardName, seed: bytes) -> str:
    """The token of a card, signed with the 32 bytes of an Ed25519 private key; always the same text."""
    named = (
        _VERSION.to_bytes(1, "big")
        + name.kid.to_bytes(2, "big")
        + from_b64url(name.card)
        + name.serial.to_bytes(1, "big")
    )
    if len(named) != _NAME_BYTES:
        raise ValueError  # a card id is 8 bytes; ids.py makes no other
    return crockford.encode(named + Ed25519PrivateKey.from_private_bytes(seed).sign(_SIGNED + named))


def read_token(token: str, public_keys: Mapping[int, bytes]) -> CardName:
    """Which card a genuine token names; the keys are the 32 bytes of Ed25519 public keys by key id.

    `Invalid` (`card-forged`) for every text that is no genuine token, always the same; `NotFound`
    (`card-key-unknown`) for a well-formed token of a key that is not held here: it may be another
    site's card, so a person decides.
    """
    raw = _token_bytes(token)
    if raw[0] != _VERSION:
        raise Invalid(Code.CARD_FORGED)
    named, signature = raw[:_NAME_BYTES], raw[_NAME_BYTES:]
    kid = int.from_bytes(named[1:3], "big")
    public = public_keys.get(kid)
    if public is None or is_weak(public):  # a weak key would make everybody's signature a right one
        raise NotFound(Code.CARD_KEY_UNKNOWN)
    try:
        # RFC 8032, section 5.1.7. S at or above the group's order is refused by the library (a test checks
        # it), so one card has one token.
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _SIGNED + named)
    except InvalidSignature:
        raise Invalid(Code.CARD_FORGED) from None
    return CardName(card=CardId(b64url(named[3:11])), kid=kid, serial=named[11])


def claimed_card(token: str) -> CardId:
    """The card that a token names, unproven: to note down what was handed over, never to look anybody up.

    `Invalid` (`card-forged`) for a text of another form.
    """
    return CardId(b64url(_token_bytes(token)[3:11]))


def card_text(host: str, token: str) -> str:
    """The text of a card's QR code, upper case. `Invalid` (`settings-invalid`) for an unfit card host."""
    if len(host) > MAX_HOST or not _HOST.fullmatch(host):
        raise Invalid(Code.SETTINGS_INVALID, field="card_host")
    return f"HTTP://{host}/C/{token}".upper()


def parse_card_text(text: str) -> Token | ShortCode:
    """What a camera read or an operator typed: a card's address at any host, a bare token, or a short code.

    `Invalid` (`card-forged`) for everything else, always the same.
    """
    if len(text) > MAX_TEXT:
        raise Invalid(Code.CARD_FORGED)
    text = text.strip()
    if found := _URL.fullmatch(text):
        return Token(text=found[1])
    if _TOKEN.fullmatch(text):
        return Token(text=text)
    return _parse_short(text)


def make_short_code(below: Callable[[int], int]) -> str:
    """A new short code: seven random symbols and their check symbol. `below` gives the chance."""
    seven = crockford.symbols(below(32 ** (SHORT_SYMBOLS - 1)), SHORT_SYMBOLS - 1)
    return seven + _check_symbol(seven)


def show_short(short: str) -> str:
    """A short code as it is printed: two groups of four."""
    return f"{short[:4]} {short[4:]}"


def _token_bytes(token: str) -> bytes:
    if len(token) != TOKEN_SYMBOLS:
        raise Invalid(Code.CARD_FORGED)
    try:
        return crockford.decode(token)
    except ValueError:
        raise Invalid(Code.CARD_FORGED) from None


def _parse_short(text: str) -> ShortCode:
    typed = text.translate(_FORGIVEN)
    if len(typed) != SHORT_SYMBOLS:
        raise Invalid(Code.CARD_FORGED)
    try:
        short = crockford.symbols(crockford.value(typed), SHORT_SYMBOLS)
    except ValueError:
        raise Invalid(Code.CARD_FORGED) from None
    if _check_symbol(short[:-1]) != short[-1]:
        raise Invalid(Code.CARD_FORGED)
    return ShortCode(text=short)


def _check_symbol(seven: str) -> str:
    """The symbol that makes the sum of all eight, each times its own power of x, zero in GF(32).

    Eight different weights: every single wrong symbol, every swap of two symbols (neighbours or not) and
    every pair of equal symbols mistyped alike is noticed. Addition is XOR, x^5 + x^2 + 1 is the modulus.
    """
    total = 0
    for symbol in seven:
        total = (total ^ crockford.ALPHABET.index(symbol)) << 1
        if total & 0b100000:
            total ^= 0b100101
    return crockford.ALPHABET[total]
