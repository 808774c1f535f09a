"""The token on a card: genuine ones are read for ever, 23,000 others never."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core import crockford
from fieldpoint.core.base64url import b64url
from fieldpoint.core.card import CardName, Token, card_text, parse_card_text, read_token, sign_token
from fieldpoint.core.names import CardId
from fieldpoint.core.signature import public_key
from fieldpoint.errors import Code, FieldpointError, Invalid, NotFound

PRINTED = Path(__file__).parent.parent / "data" / "cards" / "v1.json"
SEED, STRANGER = bytes(range(32)), bytes(range(1, 33))
KID = 0x2A51
KEYS = {KID: public_key(SEED)}
SIGNED = b"fp/card/1\0"
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the group of Ed25519, RFC 8032 section 5.1
EIGHT_BYTES = st.binary(min_size=8, max_size=8)

Maker = Callable[[Random], Iterator[str]]


def name_of(chance: Random, kid: int = KID) -> CardName:
    """Some card."""
    return CardName(card=CardId(b64url(chance.randbytes(8))), kid=kid, serial=chance.randrange(256))


def token_with(named: bytes, seed: bytes = SEED, prefix: bytes = SIGNED) -> str:
    """A token whose signature is right for whatever the twelve bytes say."""
    return crockford.encode(named + Ed25519PrivateKey.from_private_bytes(seed).sign(prefix + named))


def named_bytes(chance: Random, version: int = 1) -> bytes:
    """The twelve bytes that name some card."""
    return version.to_bytes(1, "big") + KID.to_bytes(2, "big") + chance.randbytes(9)


def outcome(token: str, keys: Mapping[int, bytes] = KEYS) -> CardName | tuple[type[FieldpointError], str, int]:
    """The card, or all that a refusal tells."""
    try:
        return read_token(token, keys)
    except FieldpointError as refusal:
        return type(refusal), str(refusal), len(refusal.facts)


FORGED = (Invalid, Code.CARD_FORGED.value, 0)
UNKNOWN = (NotFound, Code.CARD_KEY_UNKNOWN.value, 0)


@given(EIGHT_BYTES, st.integers(0, 65535), st.integers(0, 255), st.binary(min_size=32, max_size=32))
def test_what_was_signed_is_read(card: bytes, kid: int, serial: int, seed: bytes) -> None:
    """A token is 122 upper-case symbols, always the same, and names its card in either case."""
    name = CardName(card=CardId(b64url(card)), kid=kid, serial=serial)
    token = sign_token(name, seed)
    assert sign_token(name, seed) == token == token.upper()
    assert len(token) == 122
    assert set(token) <= set(crockford.ALPHABET)
    keys = {kid: public_key(seed)}
    assert read_token(token, keys) == read_token(token.lower(), keys) == name


def test_letters_that_look_like_digits_do_not_make_a_token_unreadable() -> None:
    """A token typed from the paper with I, L and O instead of 1 and 0 is the same card."""
    name = name_of(Random(1))
    token = sign_token(name, SEED)
    assert {"0", "1"} <= set(token)
    for one in "iIlL":
        assert read_token(token.replace("1", one).replace("0", "O"), KEYS) == name


@pytest.mark.parametrize("size", [0, 7, 9])
def test_an_id_of_another_size_is_never_signed(size: int) -> None:
    """A card id is 8 bytes, or every length after it would be wrong."""
    name = CardName(card=CardId(b64url(bytes(size))), kid=KID, serial=1)
    with pytest.raises(ValueError):  # noqa: PT011
        sign_token(name, SEED)


def bits_flipped(chance: Random) -> Iterator[str]:
    """One bit of version, card, serial or signature is another."""
    for _ in range(12):
        raw = int.from_bytes(crockford.decode(sign_token(name_of(chance), SEED)), "big")
        bits = [bit for bit in range(608) if not 608 - 24 <= bit < 608 - 8]  # all but the key id's
        yield from (crockford.encode((raw ^ 1 << bit).to_bytes(76, "big")) for bit in bits)


def symbols_changed(chance: Random) -> Iterator[str]:
    """One symbol is another, which may also set a bit that only fills up."""
    token = sign_token(name_of(chance), SEED)
    for place in (place for place in range(122) if not 1 <= place <= 4):  # there lies the key id
        others = crockford.ALPHABET.replace(token[place], "")
        yield from (token[:place] + other + token[place + 1 :] for other in others)


def cut_and_lengthened(chance: Random) -> Iterator[str]:
    """Too short by one symbol or more, from either end, or too long."""
    token = sign_token(name_of(chance), SEED)
    yield from (token[:length] for length in range(122))
    yield from (token[start:] for start in range(1, 122))
    yield from (token + "0" * more for more in range(1, 130))


def signed_by_a_stranger(chance: Random) -> Iterator[str]:
    """Well signed under our key's number, but by another key."""
    yield from (sign_token(name_of(chance), STRANGER) for _ in range(3_000))


def signature_by_chance(chance: Random) -> Iterator[str]:
    """A card that could be, with 64 bytes of chance."""
    yield from (crockford.encode(named_bytes(chance) + chance.randbytes(64)) for _ in range(4_000))


def signature_of_another_card(chance: Random) -> Iterator[str]:
    """The name of one genuine card with the signature of the next."""
    genuine = [crockford.decode(sign_token(name_of(chance), SEED)) for _ in range(1_001)]
    yield from (crockford.encode(one[:12] + other[12:]) for one, other in pairwise(genuine))


def of_another_version(chance: Random) -> Iterator[str]:
    """Well signed with our own key, but of a version that is not known here, whatever its signature covers."""
    for version in (version for version in range(256) if version != 1):
        for prefix in (SIGNED, b"fp/card/%d\0" % version):
            yield from (token_with(named_bytes(chance, version), prefix=prefix) for _ in range(4))


def signed_for_another_use(chance: Random) -> Iterator[str]:
    """Signed with our own key, but not as a card: a signature made elsewhere cannot become one."""
    for prefix in (b"", b"fp/card/1", b"fp/card/2\0", b"fp/log/1\0", b"FP/CARD/1\0"):
        yield from (token_with(named_bytes(chance), prefix=prefix) for _ in range(200))


def not_canonical(chance: Random) -> Iterator[str]:
    """The same signature with S + the group's order, which a careless library takes for right."""
    for _ in range(1_000):
        raw = crockford.decode(sign_token(name_of(chance), SEED))
        scalar = int.from_bytes(raw[44:], "little") + ORDER
        yield crockford.encode(raw[:44] + scalar.to_bytes(32, "little"))


def points_of_small_order(chance: Random) -> Iterator[str]:
    """R and S that fit every text under a key of small order: nothing, one, and their like."""
    for point in (bytes(32), b"\1" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f", b"\xee" + b"\xff" * 30 + b"\x7f"):
        yield from (crockford.encode(named_bytes(chance) + point + bytes(32)) for _ in range(25))


@pytest.mark.parametrize(
    ("make", "count"),
    [
        (bits_flipped, 7_104),
        (symbols_changed, 3_658),
        (cut_and_lengthened, 372),
        (signed_by_a_stranger, 3_000),
        (signature_by_chance, 4_000),
        (signature_of_another_card, 1_000),
        (of_another_version, 2_040),
        (signed_for_another_use, 1_000),
        (not_canonical, 1_000),
        (points_of_small_order, 100),
    ],
)
def test_no_forged_token_is_a_card(make: Maker, count: int) -> None:
    """More than 20,000 in all, and every one gets the same answer with nothing in it."""
    tokens = list(make(Random(405)))
    assert len(set(tokens)) == count
    assert {outcome(token) for token in tokens} == {FORGED}


def test_a_card_of_an_unknown_key_is_left_to_a_person() -> None:
    """Genuine or not: without its key nobody here can tell, and the answer is another one."""
    chance = Random(7)
    tokens = [sign_token(name_of(chance, kid), SEED) for kid in chance.sample(range(65536), 500) if kid != KID]
    assert {outcome(token) for token in tokens} == {UNKNOWN}
    assert {outcome(token, {}) for token in tokens} == {UNKNOWN}


def test_what_was_printed_is_read_for_ever() -> None:
    """Texts that stand on paper name the same cards in every version of fieldpoint."""
    printed = json.loads(PRINTED.read_text(encoding="utf-8"))
    keys = {int(kid): bytes.fromhex(public) for kid, public in printed["public_keys"].items()}
    assert len(printed["cards"]) == 4
    for card in printed["cards"]:
        expected = CardName(card=CardId(card["card"]), kid=card["kid"], serial=card["serial"])
        assert len(card["texts"]) == 5
        for text in card["texts"]:
            token = parse_card_text(text)
            assert isinstance(token, Token)
            assert read_token(token.text, keys) == expected


@pytest.mark.parametrize("host", ["kart.local", "KART.TEST", "h" * 22, "a", "192.168.100.100:65535", "a-b.c:80"])
def test_a_card_is_a_qr_code_of_version_6(host: str) -> None:
    """At level M, its text in upper case, whatever the host of up to 22 characters."""
    text = card_text(host, sign_token(name_of(Random(2)), SEED))
    assert text == text.upper()
    code = segno.make_qr(text, error="m", boost_error=False)
    assert (code.version, code.error, code.mode) == (6, "M", "alphanumeric")


@pytest.mark.parametrize(
    "host",
    ["", "h" * 23, "a/b", "a b", "a\n", "a?", "a#", "a@b", "a:b", "a:", "a:123456", "مرکز", "ｋart", "\u212a.local"],
)
def test_a_host_that_no_card_can_hold_is_refused(host: str) -> None:
    """Too long for version 6, or not the name of a host."""
    with pytest.raises(Invalid) as refused:
        card_text(host, sign_token(name_of(Random(2)), SEED))
    assert (refused.value.code, dict(refused.value.facts)) == (Code.SETTINGS_INVALID, {"field": "card_host"})
