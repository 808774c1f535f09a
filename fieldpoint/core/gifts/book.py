"""What is known of donors and contributions, folded from their rows; the one fold of a site and of the registry.

Rows that name a contribution may stand before it here (they come from many lives of a log): the fold takes them in two
rounds, contributions first. What is unset in a later row stays as it was.

Pure. Imports msgspec and `core`.
"""

from collections.abc import Iterable

import msgspec

from fieldpoint.core.gifts.lots import GivenLot
from fieldpoint.core.gifts.rows import (
    DonorKind,
    DonorSet,
    Gift,
    GiftComplete,
    GiftDelivery,
    GiftEnd,
    GiftKind,
    GiftRow,
    GiftWithdraw,
    WithdrawReason,
)
from fieldpoint.core.names import Day, DonorId, EventId


class Donor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who gives: a person, a company or a group, and what all they can give. The name is elsewhere."""

    donor: DonorId
    kind: DonorKind
    can: tuple[GiftKind, ...]


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """A contribution as it stands: what was promised, what arrived beside the stock, whether it was withdrawn.

    `handed` and `left` are what the row of the withdrawal says: how much had gone to households by then and lay in
    stock. `changed` are the days on which more was said of it, or it was withdrawn.
    """

    gift: EventId
    kind: GiftKind
    org: str
    item: str
    qty: int
    day: Day | None
    donor: DonorId | None = None
    campaign: str | None = None
    due: Day | None = None
    end: GiftEnd | None = None
    unannounced: bool = False
    arrived: tuple[tuple[Day | None, int], ...] = ()
    withdrawn: WithdrawReason | None = None
    handed: int = 0
    left: int = 0
    changed: tuple[Day | None, ...] = ()

    def delivered(self, lots: Iterable[GivenLot], before: Day | None = None) -> int:
        """How much of it arrived (before a day): in lots, or beside the stock."""
        came = [(lot.day, lot.qty) for lot in lots if lot.gift == self.gift]
        return sum(qty for day, qty in (*came, *self.arrived) if before is None or day is None or day < before)


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """Donors and contributions by their ids."""

    donors: dict[DonorId, Donor]
    gifts: dict[EventId, Contribution]

    def donor_of(self, gift: EventId | None) -> DonorId | None:
        """Whose contribution it is; nobody's who is known where the gift is not, or its giver stayed unnamed."""
        found = None if gift is None else self.gifts.get(gift)
        return None if found is None else found.donor


def read_book(rows: Iterable[GiftRow]) -> Book:
    """What rows say, which stand in the order of their log (of several sites one after the other)."""
    donors: dict[DonorId, Donor] = {}
    gifts: dict[EventId, Contribution] = {}
    later: list[GiftComplete | GiftDelivery | GiftWithdraw] = []
    for row in rows:
        match row:
            case DonorSet():
                donors[row.donor] = Donor(donor=row.donor, kind=row.kind, can=tuple(row.can))
            case Gift():
                gifts.setdefault(row.id, _begun(row))
            case _:
                later.append(row)
    for row in later:
        if row.gift in gifts:
            gifts[row.gift] = _changed(gifts[row.gift], row)
    return Book(donors=donors, gifts=gifts)


def _begun(row: Gift) -> Contribution:
    return Contribution(
        gift=row.id,
        kind=row.kind,
        org=row.org,
        item=row.item,
        qty=row.qty,
        day=row.day,
        donor=row.donor or None,
        campaign=row.campaign or None,
        due=row.due or None,
        end=row.end or None,
        unannounced=row.unannounced is True,
    )


def _changed(one: Contribution, row: GiftComplete | GiftDelivery | GiftWithdraw) -> Contribution:
    match row:
        case GiftComplete():
            return msgspec.structs.replace(
                one,
                donor=row.donor or one.donor,
                campaign=row.campaign or one.campaign,
                due=row.due or one.due,
                end=row.end or one.end,
                changed=(*one.changed, row.day),
            )
        case GiftDelivery():
            return msgspec.structs.replace(one, arrived=(*one.arrived, (row.day, row.qty)))
        case GiftWithdraw():
            changed = (*one.changed, row.day)
            return msgspec.structs.replace(one, withdrawn=row.why, handed=row.handed, left=row.left, changed=changed)
