"""A household is registered, or gains people: its record here, a salted commitment in the log.

The log and the registry learn random ids only. The commitment lets the record, which travels sealed beside
the batches, be checked later; the salt keeps a name from being found by trying names.
"""

from collections.abc import Sequence
from hashlib import sha256

import msgspec
from msgspec import UNSET

from fieldpoint import ids
from fieldpoint.core.base64url import b64url
from fieldpoint.core.log_rows import Registration
from fieldpoint.core.people import Household, Person
from fieldpoint.desk.act import Act
from fieldpoint.store import log, people
from fieldpoint.store.register import changes
from fieldpoint.store.transaction import LogHead, Transaction

_CANONICAL = msgspec.json.Encoder(order="sorted")


def commitment(household: Household, salt: bytes) -> str:
    """SHA-256 over the salt and the record as JSON with sorted members, base64url."""
    return b64url(sha256(salt + _CANONICAL.encode(household)).digest())


def register_household(tx: Transaction, household: Household, act: Act | None = None) -> tuple[Registration, LogHead]:
    """The household stands in the database, and its registration in the log. Does not commit.

    With an `act` somebody did it at a desk: the row names them, and the record begins its versions.
    """
    salt = ids.new_salt()
    people.add_household(tx, household, salt)
    row, stands = append_registration(tx, household, salt, act)
    if act is not None:
        changes.note_change(tx, household.household, "register", (row.id, act.operator), None)
    return row, stands


def add_members(tx: Transaction, household: Household, added: Sequence[Person], act: Act | None = None) -> Household:
    """The household with more people, registered anew in the log. Does not commit."""
    people.add_people(tx, household.household, added)
    grown = msgspec.structs.replace(household, members=household.members + tuple(added))
    append_registration(tx, grown, people.salt_of(tx.connection, household.household), act)
    return grown


def register_anew(tx: Transaction, household: Household) -> None:
    """The household's record was changed, and its new commitment stands in the log. Does not commit."""
    append_registration(tx, household, people.salt_of(tx.connection, household.household))


def append_registration(
    tx: Transaction, household: Household, salt: bytes, act: Act | None = None
) -> tuple[Registration, LogHead]:
    """The household's people, as they are now, in a row of the log. Does not commit."""
    head = next((one.person for one in household.members if one.is_head), None)
    first = next((one.person for one in household.members), None)
    row = Registration(
        **tx.stamp(None if act is None else act.event_id),
        hh=household.household,
        members=[person.person for person in household.members],
        commitment=commitment(household, salt),
        op=UNSET if act is None else act.operator,
        head=UNSET if head in (None, first) else head,
    )
    return row, log.append(tx, row)
