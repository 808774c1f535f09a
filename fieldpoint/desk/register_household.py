"""A household is registered, or gains people: its record here, a salted commitment in the log.

The log and the registry learn random ids only. The commitment lets the record, which travels sealed beside
the batches, be checked later; the salt keeps a name from being found by trying names.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from fieldpoint import ids
from fieldpoint.core.base64url import b64url
from fieldpoint.core.log_rows import Registration
from fieldpoint.core.people import Household, Person
from fieldpoint.store import log, people
from fieldpoint.store.transaction import Transaction

_CANONICAL = msgspec.json.Encoder(order="sorted")


def commitment(household: Household, salt: bytes) -> str:
    """SHA-256 over the salt and the record as JSON with sorted members, base64url."""
    return b64url(sha256(salt + _CANONICAL.encode(household)).digest())


def register_household(tx: Transaction, household: Household) -> None:
    """The household stands in the database, and its registration in the log. Does not commit."""
    salt = ids.new_salt()
    people.add_household(tx, household, salt)
    _append(tx, household, salt)


def add_members(tx: Transaction, household: Household, added: Sequence[Person]) -> Household:
    """The household with more people, registered anew in the log. Does not commit."""
    people.add_people(tx, household.household, added)
    grown = msgspec.structs.replace(household, members=household.members + tuple(added))
    _append(tx, grown, people.salt_of(tx.connection, household.household))
    return grown


def register_anew(tx: Transaction, household: Household) -> None:
    """The household's record was changed, and its new commitment stands in the log. Does not commit."""
    _append(tx, household, people.salt_of(tx.connection, household.household))


def _append(tx: Transaction, household: Household, salt: bytes) -> None:
    row = Registration(
        **tx.stamp(),
        hh=household.household,
        members=[person.person for person in household.members],
        commitment=commitment(household, salt),
    )
    log.append(tx, row)
