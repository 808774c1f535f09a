"""Who gives: donors are entered, named and changed. Nothing here commits.

A donor has a random id in the log and a name in the encrypted database alone.
"""

import msgspec

from fieldpoint.core.gifts.rows import DonorKind, DonorSet, GiftKind
from fieldpoint.core.names import DonorId
from fieldpoint.core.persian import clean, prose, read_phone
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.ids import new_donor_id
from fieldpoint.store import effects, log
from fieldpoint.store.gifts.book import DonorName, donor_called, donor_names, gift_book, name_donor
from fieldpoint.store.transaction import Transaction

MOST_NAME = 120


class DonorDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody enters of a donor; `can` is what all they can give."""

    name: str
    kind: DonorKind = "natural"
    can: tuple[GiftKind, ...] = ()
    phone: str = ""


def set_donor(tx: Transaction, draft: DonorDraft, act: Act, donor: DonorId | None = None) -> DonorId:
    """A new donor, or `donor` as they are from here on. Does not commit.

    The same act again changes nothing. `NotFound` (`donor-unknown`); `Invalid` (`request-invalid`, with `field`) for a
    name that is empty or too long and a phone number that is none.
    """
    before = done_before(tx.connection, act.event_id, DonorSet, lambda row: row.kind == draft.kind)
    if before is not None:
        return before[0].donor
    if donor is not None and donor not in gift_book(tx.connection).donors:
        raise NotFound(Code.DONOR_UNKNOWN)
    named = _read_name(draft)
    made = donor or new_donor_id()
    can = sorted(set(draft.can))
    row = DonorSet(**tx.stamp(act.event_id), donor=made, kind=draft.kind, can=can, op=act.operator)
    log.append(tx, row)
    effects.apply(tx, row)
    name_donor(tx, made, named)
    return made


def donor_by_name(tx: Transaction, name: str, kind: GiftKind, operator: str) -> DonorId | None:
    """The donor who is called so, a new one where nobody is; nobody for an empty name («خیّر گمنام»). No commit."""
    if not clean(name):
        return None
    known = donor_called(tx.connection, name)
    return known or set_donor(tx, DonorDraft(name=name, can=(kind,)), Act(operator=operator))


def check_donor(tx: Transaction, donor: DonorId | None) -> None:
    """`NotFound` (`donor-unknown`) for a donor that nobody entered here."""
    if donor is not None and donor not in gift_book(tx.connection).donors:
        raise NotFound(Code.DONOR_UNKNOWN)


def name_of(tx: Transaction, donor: DonorId) -> str:
    """What a donor is called; empty where the name was lost."""
    found = donor_names(tx.connection).get(donor)
    return "" if found is None else found.name


def _read_name(draft: DonorDraft) -> DonorName:
    name = prose(draft.name)
    if not clean(name) or len(name) > MOST_NAME:
        raise Invalid(Code.REQUEST_INVALID, field="name")
    phone = read_phone(draft.phone) if draft.phone.strip() else None
    if draft.phone.strip() and phone is None:
        raise Invalid(Code.REQUEST_INVALID, field="phone")
    return DonorName(name=name, phone=phone)
