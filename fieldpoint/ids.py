"""The only maker of random ids, keys and secrets.

Ids of people, households and cards are 8 random bytes (11 characters of base64url): enough for a
country's households, and short, because half of a compressed row is the entropy of its ids. Event ids
are UUIDv7 only so that an index grows at one end; their time part is never read.

Imports the standard library and `core` only.
"""

import os
import secrets
import time
from array import array
from collections.abc import Iterator

from fieldpoint.core import crockford
from fieldpoint.core.base64url import b64url
from fieldpoint.core.names import CardId, DonorId, EventId, HouseholdId, OperatorId, PersonId, TabletId


def new_event_id() -> EventId:
    """A fresh UUIDv7 (RFC 9562, section 5.7) as 22 characters of base64url."""
    stamp = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    noise = bytearray(os.urandom(10))
    noise[0] = 0x70 | (noise[0] & 0x0F)  # version 7
    noise[2] = 0x80 | (noise[2] & 0x3F)  # variant 10
    return EventId(b64url(stamp + bytes(noise)))


def new_household_id() -> HouseholdId:
    """A fresh random name of a household."""
    return HouseholdId(b64url(os.urandom(8)))


def new_person_id() -> PersonId:
    """A fresh random name of a person."""
    return PersonId(b64url(os.urandom(8)))


def new_person_ids(count: int) -> Iterator[PersonId]:
    """Fresh random names of so many people, nearly in the order in which an index keeps them.

    An index into which 100,000 names come in any order is written many times over.
    """
    drawn = array("Q", os.urandom(8 * count))
    # Eight bytes each while they are sorted and after; their texts are made one by one.
    for number in array("Q", sorted(drawn)):
        yield PersonId(b64url(number.to_bytes(8, "big")))


def new_card_id() -> CardId:
    """A fresh random name of a card."""
    return CardId(b64url(os.urandom(8)))


def new_donor_id() -> DonorId:
    """A fresh random name of a donor."""
    return DonorId(b64url(os.urandom(8)))


def new_tablet_id() -> TabletId:
    """A fresh random name of a tablet, such as `t7k2m9`: it is printed on the day's sheet."""
    return TabletId(f"t{_symbols(5)}")


def new_operator_id() -> OperatorId:
    """A fresh random name of somebody who signs in, such as `o1k9w3zx`."""
    return OperatorId(f"o{_symbols(7)}")


def new_officer_id() -> str:
    """A fresh random name of an officer of the registry, such as `f3m8q1zt`, for its log."""
    return f"f{_symbols(7)}"


def new_pairing_code() -> str:
    """Ten symbols that let one tablet in, once: 50 bits, which nobody guesses in ten minutes."""
    return _symbols(10).upper()


def new_pin() -> str:
    """Six random digits."""
    return f"{below(10**6):06d}"


def new_start() -> str:
    """16 random bytes as base64url: one start of a server, which every signed request names."""
    return b64url(os.urandom(16))


def new_epoch() -> bytes:
    """16 random bytes: one life of a log."""
    return os.urandom(16)


def new_seed() -> bytes:
    """32 random bytes: an Ed25519 private key or a database key."""
    return os.urandom(32)


def new_salt() -> bytes:
    """16 random bytes that keep a commitment from being guessed by counting."""
    return os.urandom(16)


def new_secret() -> str:
    """A secret for a link or a cookie, 32 characters of base64url."""
    return secrets.token_urlsafe(24)


def below(limit: int) -> int:
    """A random whole number from 0 up to, not including, the limit."""
    return secrets.randbelow(limit)


def _symbols(length: int) -> str:
    return crockford.symbols(below(32**length), length).lower()
