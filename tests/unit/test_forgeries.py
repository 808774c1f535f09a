"""Tokens that are no cards, by the hundred thousand: none is accepted, and all bad ones get the one answer.

The long form, a million: FIELDPOINT_LONG=1 .venv/bin/python -m pytest tests/unit/test_forgeries.py
"""

import os
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldpoint.core import crockford
from fieldpoint.core.base64url import b64url
from fieldpoint.core.card import CardName, parse_card_text, read_token, sign_token
from fieldpoint.core.names import CardId
from fieldpoint.core.signature import is_weak, public_key
from fieldpoint.errors import Code, Invalid, NotFound

COUNT = 1_000_000 if os.environ.get("FIELDPOINT_LONG") else 100_000
SEED = bytes(range(32))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
KID, RETIRED, WEAK = 0x2A51, 0x2A52, 0x2A53
PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the group of Ed25519, RFC 8032 section 5.1
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
KEYS = {KID: public_key(SEED), RETIRED: public_key(bytes(range(2, 34))), WEAK: b"\1" + bytes(31)}
NAMED = 12


class Forger:
    """Makes forged tokens of every class from a few genuine cards."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        names = [CardName(card=CardId(b64url(self.chance.randbytes(8))), kid=KID, serial=1) for _ in range(64)]
        self.genuine = [sign_token(name, SEED) for name in names]
        self.raw = [crockford.decode(token) for token in self.genuine]

    def some(self) -> bytes:
        """A genuine card's bytes."""
        return self.chance.choice(self.raw)

    def bit_flipped(self) -> str:
        """One to three bits of anything are others."""
        bent = int.from_bytes(self.some(), "big")
        for bit in self.chance.sample(range(608), self.chance.randint(1, 3)):
            bent ^= 1 << bit
        return crockford.encode(bent.to_bytes(76, "big"))

    def truncated(self) -> str:
        """A part of a card, or one with more behind it."""
        token = self.chance.choice(self.genuine)
        first, last = sorted(self.chance.sample(range(123), 2))
        return token[first:last] if last - first < 122 else token + "0"

    def of_another_key(self) -> str:
        """Well signed under our key's number by a stranger's key."""
        named = b"\1" + KID.to_bytes(2, "big") + self.chance.randbytes(9)
        return crockford.encode(named + STRANGER.sign(b"fp/card/1\0" + named))

    def under_another_number(self) -> str:
        """A genuine card that claims another key of ours, one that is unknown, or one of small order."""
        raw, kid = self.some(), self.chance.choice((RETIRED, WEAK, 0, 65535, self.chance.randrange(65536)))
        return crockford.encode(raw[:1] + (kid if kid != KID else RETIRED).to_bytes(2, "big") + raw[3:])

    def not_canonical(self) -> str:
        """S + the group's order, a filling bit, a symbol that is none, another alphabet's digits."""
        raw, token = self.some(), self.chance.choice(self.genuine)
        at = self.chance.randrange(122)
        return self.chance.choice(
            (
                crockford.encode(raw[:44] + (int.from_bytes(raw[44:], "little") + ORDER).to_bytes(32, "little")),
                token[:-1] + crockford.ALPHABET[crockford.ALPHABET.index(token[-1]) | self.chance.randint(1, 3)],
                token[:at] + self.chance.choice("Uu*~$=-_ é۱\uff11\0") + token[at + 1 :],
            )
        )

    def of_small_order(self) -> str:
        """R and S that fit every text under a key of small order."""
        kid = self.chance.choice((KID, WEAK)).to_bytes(2, "big")
        point = self.chance.choice((bytes(32), b"\1" + bytes(31), (PRIME - 1).to_bytes(32, "little")))
        return crockford.encode(b"\1" + kid + self.chance.randbytes(9) + point + bytes(32))

    def spliced(self) -> str:
        """The name of one card with the signature of another, or another serial or card under its own."""
        one, other = self.chance.sample(self.raw, 2)
        cut = self.chance.choice((11, NAMED, 44))
        return crockford.encode(one[:cut] + other[cut:])

    def by_chance(self) -> str:
        """76 bytes of chance, sometimes with our version and key."""
        head = b"\1" + KID.to_bytes(2, "big") if self.chance.random() < 0.5 else self.chance.randbytes(3)
        return crockford.encode(head + self.chance.randbytes(73))

    def of_another_version(self) -> str:
        """Signed with our own key, but of a version that is none yet, or for another use."""
        return crockford.encode(self.chance.randrange(2, 256).to_bytes(1, "big") + self.some()[1:])


def answer(token: str) -> str:
    """What the site says of a text that somebody holds before it."""
    try:
        parsed = parse_card_text(token)
        return f"accepted: {read_token(getattr(parsed, 'text', ''), KEYS)}"
    except (Invalid, NotFound) as refusal:
        return str(refusal)


@pytest.mark.timeout(1_800)
def test_no_forged_token_is_accepted() -> None:
    """Nine classes in turn, each through the whole reading of a card; only a key that is not held is told apart."""
    forger = Forger(2026)
    makers: tuple[Callable[[], str], ...] = (
        *(forger.bit_flipped, forger.truncated, forger.of_another_key, forger.under_another_number),
        *(forger.not_canonical, forger.of_small_order, forger.spliced, forger.by_chance, forger.of_another_version),
    )
    genuine, said = set(forger.genuine), Counter[str]()
    for number in range(COUNT):
        token = makers[number % len(makers)]()
        if token in genuine:  # the very bytes that stood there
            continue
        said[answer(token)] += 1
    assert said.keys() == {Code.CARD_FORGED.value, Code.CARD_KEY_UNKNOWN.value}
    assert said.total() > COUNT * 0.999
    assert all(answer(token).startswith("accepted: ") for token in forger.genuine)


@pytest.mark.parametrize("kid", [KID, WEAK])
def test_weak_key_signs_for_nobody(kid: int) -> None:
    """Every point of small order, in every spelling, as a site's key: no token is good under it, whatever it says."""
    chance = Random(8)
    for key in small_order_keys():
        assert is_weak(key)
        for point in (key, bytes(32), b"\1" + bytes(31)):
            named = b"\1" + kid.to_bytes(2, "big") + chance.randbytes(9)
            with pytest.raises(NotFound):
                read_token(crockford.encode(named + point + bytes(32)), {kid: key})


def test_keys_of_ours_are_not_weak() -> None:
    """A thousand keys as they are made are good, and one of another length is none."""
    chance = Random(9)
    keys = [public_key(chance.randbytes(32)) for _ in range(1_000)]
    assert not [key for key in keys if is_weak(key)]
    assert all(is_weak(wrong) for wrong in (keys[0][:-1], keys[0] + b"\0", b""))


def small_order_keys() -> list[bytes]:
    """Every spelling of the points whose eightfold is the neutral one, found by reckoning and not from a list."""
    eighths = [y for y in small_order_ys() if y < PRIME]
    ys = [*eighths, *(y + PRIME for y in eighths if y + PRIME < 2**255)]
    return [(y | sign << 255).to_bytes(32, "little") for y in ys for sign in (0, 1)]


def small_order_ys() -> set[int]:
    """The y of what is left of points of the curve without their large part: l times each."""
    found: set[int] = set()
    chance = Random(10)
    while len(found) < 5:
        y = chance.randrange(PRIME)
        x = root((y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME)
        if x is not None:
            found.add(times(ORDER, (x, y))[1])
    return found


def root(square: int) -> int | None:
    """A square root modulo the prime, or nothing (RFC 8032, section 5.1.3)."""
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    return None if (x * x - square) % PRIME else x


def times(number: int, point: tuple[int, int]) -> tuple[int, int]:
    """A point so many times (the curve's own addition, RFC 8032, section 5.1.4)."""
    total = (0, 1)
    while number:
        if number & 1:
            total = plus(total, point)
        point, number = plus(point, point), number >> 1
    return total


def plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The sum of two points."""
    (x1, y1), (x2, y2) = one, other
    both = CURVE * x1 * x2 * y1 * y2 % PRIME
    x = (x1 * y2 + x2 * y1) * pow(1 + both, -1, PRIME)
    return x % PRIME, (y1 * y2 + x1 * x2) * pow(1 - both, -1, PRIME) % PRIME
